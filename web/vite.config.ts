/// <reference types="vitest/config" />
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const api = process.env.LIVESHOP_API ?? 'http://localhost:7071'

/** Specs that mock modules or change module state get a module registry of their own; the others share one to save imports. */
const isolatedSpecs = ['LivePage', '*iveStreamStore', 'VideoPlayer', 'entraSignIn', 'language', 'shop', 'ShopFooter', 'ShopForm'].map((name) => `src/**/${name}.spec.ts`)

export default defineConfig({
  plugins: [vue()],
  server: {
    proxy: Object.fromEntries(
      ['/api', '/client', '/dev', '/sample', '/config.json'].map((path) => [path, { target: api, ws: true }]),
    ),
  },
  build: {
    // light-dark() without a fallback: Chrome 123, Firefox 120, Safari 17.5.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    manifest: true,
    // A data: URI would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Without groups the shared code is split into a dozen small files, which are slower to fetch.
          groups: [
            { name: 'libraries', test: /node_modules[\\/](@vue|vue|vue-router|pinia|openapi-fetch)[\\/]/ },
            { name: 'realtime', test: /node_modules[\\/]@microsoft[\\/]signalr[\\/]/ },
            { name: 'shop', test: /src[\\/](api|carts|i18n[\\/](?!de)|liveStreams|products|realtime|shop|ui|video)[\\/]/, minShareCount: 2 },
          ],
        },
      },
    },
    // hls.js alone is larger; the customer page's budget is checked by scripts/bundle-size.mjs.
    chunkSizeWarningLimit: 700,
  },
  test: {
    // Node unless a spec asks for a DOM by a @vitest-environment comment, because creating one takes longer than most specs.
    environment: 'node',
    restoreMocks: true,
    projects: [
      { extends: true, test: { name: 'shared', include: ['src/**/*.spec.ts'], exclude: isolatedSpecs, isolate: false } },
      { extends: true, test: { name: 'isolated', include: isolatedSpecs } },
    ],
  },
})
