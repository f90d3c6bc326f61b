export { commercialAnalytics } from './commercialAnalytics';
export { parcelNetwork } from './parcelNetwork';
