export * from './client';
export * from './project/types';
