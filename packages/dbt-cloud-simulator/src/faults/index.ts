export type { Fault, FaultCut } from './Fault';
