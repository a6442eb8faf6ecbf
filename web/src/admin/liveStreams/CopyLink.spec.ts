// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { configureApi } from '../../api/client'
import CopyLink from './CopyLink.vue'

const pressing = async (writeText: () => Promise<void>) => {
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } })
  const button = mount(CopyLink, { props: { streamId: 'demo' } })
  await button.get('button').trigger('click')
  await flushPromises()
  vi.unstubAllGlobals()
  return button
}

it('the link to share is copied, and the button says so', async () => {
  configureApi({ apiBaseUrl: 'https://api.test' })
  const writeText = vi.fn(() => Promise.resolve())
  const button = await pressing(writeText)
  expect(writeText).toHaveBeenCalledWith('https://api.test/api/s/demo')
  expect(button.text()).toBe('Link copied')
})

it('the link is shown for copying by hand where the browser does not copy it', async () => {
  configureApi({ apiBaseUrl: 'https://api.test' })
  const button = await pressing(() => Promise.reject(new Error('denied')))
  expect(button.get('input').element.value).toBe('https://api.test/api/s/demo')
})
