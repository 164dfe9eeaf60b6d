import type { PlatformApi } from '../shared/platform/platformApi.ts';

declare global {
  interface Window {
    readonly akashi?: PlatformApi;
  }
}
