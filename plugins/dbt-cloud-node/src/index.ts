export * from './project/types';
