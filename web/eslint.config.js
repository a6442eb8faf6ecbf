import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import imports from 'eslint-plugin-import-x'
import vue from 'eslint-plugin-vue'
import ts from 'typescript-eslint'

export default ts.config(
  { ignores: ['dist/', 'src/api/schema.d.ts'] },
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...vue.configs['flat/recommended'],
  // Also for .ts files, because import-x parses the components that they import with the options of the importing file.
  { files: ['**/*.{ts,vue}'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    files: ['src/**/*.{ts,vue}', 'e2e/**/*.ts'],
    rules: { 'max-lines': ['error', { max: 140, skipBlankLines: true, skipComments: true }] },
  },
  // Message catalogues are long lists that are looked up, not read.
  { files: ['**/*.spec.ts', 'src/**/i18n/{en,de}.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['src/**/*.{ts,vue}'],
    plugins: { 'import-x': imports },
    settings: {
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'], 'vue-eslint-parser': ['.vue'] },
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.app.json' })],
    },
    rules: { 'import-x/no-cycle': 'error' },
  },
  // The device's clock may be wrong.
  {
    files: ['src/**/*.{ts,vue}'],
    ignores: ['**/*.spec.ts', 'src/**/testing/**'],
    rules: {
      'no-restricted-syntax': ['error', {
        selector: "NewExpression[callee.name='Date'][arguments.length=0]",
        message: 'Use serverNow() of api/serverClock.ts.',
      }],
    },
  },
  // Features build on products, not the other way round.
  {
    files: ['src/products/**', 'src/api/**', 'src/realtime/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['**/liveStreams/*', '**/admin/*'] }] },
  },
  {
    rules: {
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': ['warn', { html: { void: 'always' } }],
      'vue/multi-word-component-names': 'off',
      'no-console': 'error',
    },
  },
  { files: ['scripts/**'], rules: { 'no-console': 'off' }, languageOptions: { globals: { console: 'readonly', process: 'readonly' } } },
)
