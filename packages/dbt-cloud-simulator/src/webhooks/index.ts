export { announceRun } from './announceRun';
export type { AnnounceRunOptions, WebhookDelivery } from './announceRun';
