import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Form, Input } from 'antd'
import { expect, test, vi } from 'vitest'
import { renderAt } from '@/shared/testing/stage'
import { EntryForm, EntryTable, useOpenEntry } from './entries'

const lamps = ['一号灯', '二号灯', '三号灯'].map((name) => ({ name }))
type Lamp = (typeof lamps)[number]

function Lamps({ onSave }: { onSave: (typed: Lamp) => void }) {
  const { open, edit, close, done } = useOpenEntry<Lamp>()
  return (
    <>
      {open && (
        <EntryForm<Lamp>
          key={open.name}
          title={{ changing: open.name }}
          error={null}
          saving={false}
          onCancel={close}
          initialValues={open}
          onFinish={(typed) => {
            onSave(typed)
            done()
          }}
        >
          <Form.Item name="name" label="名称" rules={[{ required: true }]}>
            <Input />
          </Form.Item>
        </EntryForm>
      )}
      <EntryTable
        entries={lamps}
        keyOf={({ name }) => name}
        nameOf={({ name }) => name}
        onOpen={edit}
        columns={[{ head: '名称', is: 'name', cell: ({ name }) => name }]}
      />
    </>
  )
}

const change = (name: string) => screen.getByRole('button', { name: `修改${name}` })

test('a_form_opened_far_down_comes_to_the_eyes_and_its_end_leads_back_to_where_it_was_opened', async () => {
  renderAt('/', <Lamps onSave={vi.fn()} />)
  await userEvent.click(change('三号灯'))
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: '修改三号灯' }))
  await userEvent.click(screen.getByRole('button', { name: '取消' }))
  expect(document.activeElement).toBe(change('三号灯'))
})

test('another_entry_takes_the_place_of_the_open_one_and_the_focus_goes_with_it', async () => {
  renderAt('/', <Lamps onSave={vi.fn()} />)
  await userEvent.click(change('一号灯'))
  await userEvent.click(change('二号灯'))
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: '修改二号灯' }))
  expect(screen.queryByRole('heading', { name: '修改一号灯' })).toBeNull()
})

test('a_field_that_is_wrong_takes_the_focus_from_the_button_that_was_pressed', async () => {
  const onSave = vi.fn()
  renderAt('/', <Lamps onSave={onSave} />)
  await userEvent.click(change('二号灯'))
  await userEvent.clear(screen.getByLabelText('名称'))
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  await expect.poll(() => document.activeElement).toBe(screen.getByLabelText('名称'))
  expect(onSave).not.toHaveBeenCalled()
})

test('what_was_saved_closes_its_form_and_says_so', async () => {
  const onSave = vi.fn()
  renderAt('/', <Lamps onSave={onSave} />)
  await userEvent.click(change('二号灯'))
  await userEvent.type(screen.getByLabelText('名称'), '甲')
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  expect(await screen.findByText('已保存')).toBeTruthy()
  expect(onSave).toHaveBeenCalledWith({ name: '二号灯甲' })
  expect(screen.queryByRole('button', { name: '保存' })).toBeNull()
})
