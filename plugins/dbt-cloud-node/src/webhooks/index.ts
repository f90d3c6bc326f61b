export * from './analyzeDbtCloudWebhook';
export * from './isSignedByDbtCloud';
