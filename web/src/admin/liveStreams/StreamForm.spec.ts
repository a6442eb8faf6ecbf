// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { configureApi } from '../../api/client'
import type { LiveStreamDetails } from '../../api/types'
import { FakeShop } from '../testing/fakeShop'
import StreamForm from './StreamForm.vue'
import { chooseStreamZone, deviceZone } from './timeZone'

let shop: FakeShop

beforeEach(() => {
  // Hundreds of options take happy-dom a second on a busy machine.
  vi.spyOn(Intl, 'supportedValuesOf').mockReturnValue(['America/New_York', 'Asia/Tokyo', 'Europe/Berlin'])
  shop = new FakeShop([], [], { title: 'Winter table', description: 'At the wheel.' })
  configureApi({ apiBaseUrl: 'http://shop.test' }, shop.fetch)
})

let close: () => void = () => undefined
afterEach(() => {
  close()
  chooseStreamZone(deviceZone())
  vi.restoreAllMocks()
})

function editing(props: { stream?: LiveStreamDetails } = { stream: shop.stream }) {
  const wrapper = mount(StreamForm, { props, attachTo: document.body })
  close = wrapper.unmount.bind(wrapper)
  const field = (label: string) => {
    const id = wrapper.findAll('label').find((element) => element.text() === label)?.attributes('for')
    return wrapper.get<HTMLInputElement>(`[id="${id ?? ''}"]`)
  }
  const save = async () => {
    await wrapper.get('form').trigger('submit')
    await flushPromises()
  }
  return { wrapper, field, save }
}

it('the stream form saves the changed fields', async () => {
  const { wrapper, field, save } = editing()
  await field('Title').setValue('Winter shelf')
  await save()
  expect(shop.stream).toMatchObject({ title: 'Winter shelf', description: 'At the wheel.' })
  expect(wrapper.emitted('saved')?.[0]).toEqual([shop.stream])
})

it('the stream form shows an error at its field and moves the focus there', async () => {
  const { wrapper, field, save } = editing()
  await field('Title').setValue(' ')
  await save()
  expect(shop.calls).toEqual([])
  expect(wrapper.text()).toContain('This is needed.')
  expect(document.activeElement).toBe(field('Title').element)
})

it('the stream form shows another admin’s values after a conflict, and then overwrites only its own fields', async () => {
  const { wrapper, field, save } = editing()
  await field('Title').setValue('Mine')
  shop.as('Bob', 'edited', (stream) => ({ ...stream, title: 'Theirs', description: 'Their words.' }))
  await save()
  expect(shop.stream.title).toBe('Theirs')
  expect(wrapper.text()).toContain('Somebody else changed this meanwhile.')
  expect(wrapper.text()).toContain('Now: Theirs')
  expect(field('Title').element.value).toBe('Mine')
  await save()
  expect(shop.stream).toMatchObject({ title: 'Mine', description: 'Their words.' })
})

it('the stream form saves without asking when another admin changed other fields', async () => {
  const { wrapper, field, save } = editing()
  await field('Title').setValue('Mine')
  shop.as('Bob', 'edited', (stream) => ({ ...stream, description: 'Their words.' }))
  await save()
  expect(shop.stream).toMatchObject({ title: 'Mine', description: 'Their words.' })
  expect(wrapper.emitted('saved')).toHaveLength(1)
})

it('the stream form stays open with a message when there is no response', async () => {
  const { wrapper, field, save } = editing()
  await field('Title').setValue('Mine')
  shop.loseNext()
  await save()
  expect(wrapper.text()).toContain('It was not saved: the shop did not answer.')
  await save()
  expect(shop.stream.title).toBe('Mine')
})

it('a create whose answer was lost does not make a second stream when it is sent again', async () => {
  const { wrapper, field, save } = editing({})
  await field('Title').setValue('Spring table')
  shop.loseNextAnswer()
  await save()
  expect(wrapper.text()).toContain('It was not saved: the shop did not answer.')
  await save()
  expect(shop.stream.streamId).toBe('spring-table')
  expect(wrapper.emitted('saved')?.[0]).toEqual([shop.stream])
  expect(shop.calls).toEqual(['POST /livestreams', 'POST /livestreams'])
})

it('what was typed after a create whose answer was lost is saved with the next attempt', async () => {
  const { wrapper, field, save } = editing({})
  await field('Title').setValue('Spring table')
  shop.loseNextAnswer()
  await save()
  await field('Title').setValue('Tulip table')
  await field('Description').setValue('With tulips.')
  await save()
  expect(shop.stream).toMatchObject({ streamId: 'spring-table', version: 2, title: 'Tulip table', description: 'With tulips.' })
  expect(wrapper.emitted('saved')?.[0]).toEqual([shop.stream])
})

it('another form never gets the stream of this one: a taken address gets a number', async () => {
  const first = editing({})
  await first.field('Title').setValue('Spring table')
  await first.save()
  first.wrapper.unmount()
  const second = editing({})
  await second.field('Title').setValue('Spring table')
  await second.save()
  expect(shop.stream.streamId).toBe('spring-table-2')
})

it('the stream form schedules in the chosen time zone', async () => {
  const { field, save } = editing({})
  await field('Title').setValue('Spring table')
  await field('Time zone').setValue('Europe/Berlin')
  await field('Starts').setValue('2027-03-12T18:30')
  await save()
  expect(shop.stream.scheduledFor).toBe('2027-03-12T17:30:00.000Z')
})

it('another time zone shows the same moment, and is no edit', async () => {
  shop.stream = { ...shop.stream, scheduledFor: '2027-03-12T17:30:00.000Z' }
  chooseStreamZone('Europe/Berlin')
  const { field, save } = editing()
  expect(field('Starts').element.value).toBe('2027-03-12T18:30')
  await field('Time zone').setValue('Asia/Tokyo')
  expect(field('Starts').element.value).toBe('2027-03-13T02:30')
  await field('Title').setValue('Mine')
  await save()
  expect(shop.stream).toMatchObject({ title: 'Mine', scheduledFor: '2027-03-12T17:30:00.000Z' })
})

it('a time that was typed stays as it is when another time zone is chosen', async () => {
  chooseStreamZone('Europe/Berlin')
  const { field, save } = editing()
  await field('Starts').setValue('2027-03-12T18:30')
  await field('Time zone').setValue('America/New_York')
  expect(field('Starts').element.value).toBe('2027-03-12T18:30')
  await save()
  expect(shop.stream.scheduledFor).toBe('2027-03-12T23:30:00.000Z')
})
