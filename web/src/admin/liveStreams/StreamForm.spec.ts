// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, it } from 'vitest'
import { configureApi } from '../../api/client'
import { FakeShop } from '../testing/fakeShop'
import StreamForm from './StreamForm.vue'

let shop: FakeShop

beforeEach(() => {
  shop = new FakeShop([], [], { title: 'Winter table', description: 'At the wheel.' })
  configureApi({ apiBaseUrl: 'http://shop.test' }, shop.fetch)
})

function editing() {
  const wrapper = mount(StreamForm, { props: { stream: shop.stream }, attachTo: document.body })
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
