// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it } from 'vitest'
import BaseSheet from './BaseSheet.vue'

const mountSheet = () => mount(BaseSheet, { props: { title: 'Cart', closeLabel: 'Close' }, attachTo: document.body })
let sheet: ReturnType<typeof mountSheet>

beforeEach(() => { sheet = mountSheet() })
afterEach(() => { sheet.unmount() })

it('each Escape asks a sheet to close, and the browser does not close it by itself', async () => {
  for (let press = 1; press <= 3; press++) {
    const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })
    sheet.element.dispatchEvent(event)
    await flushPromises()
    expect([event.defaultPrevented, sheet.emitted('close')?.length]).toEqual([true, press])
  }
})

it('Escape that ends the composition of an input method does not close a sheet', async () => {
  await sheet.trigger('keydown', { key: 'Escape', isComposing: true })
  expect(sheet.emitted('close')).toBeUndefined()
})

it('a sheet that the browser closes asks to be closed, and is opened again while it is rendered', async () => {
  const dialog = sheet.element as HTMLDialogElement
  dialog.close()
  await flushPromises()
  expect(sheet.emitted('close')).toHaveLength(1)
  expect(dialog.open).toBe(true)
})

it('a sheet that is not rendered any more closes without asking', async () => {
  const dialog = sheet.element as HTMLDialogElement
  sheet.unmount()
  await flushPromises()
  expect([dialog.open, sheet.emitted('close')]).toEqual([false, undefined])
})
