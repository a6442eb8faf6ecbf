import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { configureApi } from './api/client'
import { loadConfig } from './config'
import { preferredLanguage, setLanguage } from './i18n'
import { router } from './router'
import './ui/styles/base.css'

// English is always available, so a language that fails to load does not stop the app.
const [config] = await Promise.all([loadConfig(), setLanguage(preferredLanguage()).catch(() => undefined)])
configureApi(config)
createApp(App).provide('config', config).use(createPinia()).use(router).mount('#app')
