export type { Fault, FaultCut, FaultPace } from './Fault';
