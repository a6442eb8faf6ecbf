/// <reference types="vitest/config" />
import { readdirSync, readFileSync } from 'node:fs'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { compress } from './vite/compress.ts'
import { htmlPages } from './vite/pages.ts'

const api = process.env.LIVESHOP_API ?? 'http://localhost:7071'

const specs = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.spec.ts')).map((file) => `src/${file}`)
/** Specs that change the state of modules that others import. */
const changingState = /(language|ShopFooter|ShopForm|liveStreamStore)\.spec\.ts$/
/** They and those that replace modules get a module registry of their own; the others share one to save imports. */
const isolatedSpecs = specs.filter((file) => changingState.test(file) || /vi\.(doMock|mock|resetModules)\(/.test(readFileSync(file, 'utf8')))

export default defineConfig({
  plugins: [vue(), htmlPages(), compress()],
  experimental: {
    // Scripts and style sheets find other files beside themselves, so that a proxy may add a path prefix; LiveShop.Local writes
    // it into the HTML files, which are served at many addresses.
    renderBuiltUrl: (filename, { hostType }) => (hostType === 'html' ? `/${filename}` : { relative: true }),
  },
  define: { __VUE_OPTIONS_API__: false },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/client', '/dev', '/sample', '/config.json'].map((path) => [path, { target: api, ws: true }]),
    ),
  },
  build: {
    // light-dark() without a fallback: Chrome 123, Firefox 120, Safari 17.5.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    manifest: true,
    // All of these browsers know modulepreload.
    modulePreload: { polyfill: false },
    // A data: URI would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // All that customers need at first is two files, because over HTTP/1.1 a browser fetches only six at a time. The
          // libraries change seldom and stay in the browser's cache when the shop's own code changes.
          groups: [
            { name: 'libraries', test: /rolldown[\\/]runtime|node_modules[\\/](@vue|vue|vue-router|pinia|openapi-fetch)[\\/]/ },
            { name: 'shop', test: /vite[\\/]preload-helper|src[\\/](?!main|(admin|orders)[\\/]|carts[\\/](drawer|CartDrawer|CartLine|UnavailableLine)|shop[\\/]LegalPage|i18n[\\/]de|realtime[\\/]signalRHub)/ },
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
    // Small machines run these beside the .NET tests.
    testTimeout: 20_000,
    expect: { poll: { timeout: 15_000 } },
    projects: [
      { extends: true, test: { name: 'shared', include: ['src/**/*.spec.ts', 'scripts/*.spec.ts'], exclude: isolatedSpecs, isolate: false } },
      { extends: true, test: { name: 'isolated', include: isolatedSpecs } },
    ],
  },
})
