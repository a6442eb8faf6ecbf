import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { configureApi } from './api/client'
import { loadConfig } from './config'
import { preferredLanguage, setLanguage } from './i18n'
import { recoverNavigations } from './recoverNavigations'
import { router } from './router'
import './ui/styles/base.css'

// The router loads the page's scripts meanwhile.
const app = createApp(App).use(createPinia()).provide('navigation', recoverNavigations(router)).use(router)
// English is always available, so a language that fails to load does not stop the app.
const [config] = await Promise.all([loadConfig(), setLanguage(preferredLanguage()).catch(() => undefined)])
configureApi(config)
app.provide('config', config).mount('#app')
