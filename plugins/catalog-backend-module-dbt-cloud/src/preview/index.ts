/**
 * What a refresh would emit, without a Backstage.
 *
 * @packageDocumentation
 */
export { previewAccount } from './previewAccount';
export type { AccountPreview, PreviewedEnvironment } from './previewAccount';
export { previewHealth } from './previewHealth';
export type { PreviewOptions } from './PreviewOptions';
export { previewProjects } from './previewProjects';
export type { NodeFinding } from '../entities/NodeFindings';
export type { ProjectReport } from '../entities/ProjectReport';
export type { NodeHealth } from '../health/assessProject';
export { NewestResults } from '../health/NewestResults';
export type { ProjectPlan } from '../sync/planProject';
export type { Attachment, AttachmentVerdict } from '../warehouse/types';
