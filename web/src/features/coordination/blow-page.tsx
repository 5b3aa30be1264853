import { Button, Form, Input, Select } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { api, body } from '@/shared/api/client'
import { asLocal, fromLocal } from '@/shared/time/civil-time'
import { now } from '@/shared/time/now'
import { useDraft } from '@/shared/ui/draft'
import { CasesField, type ChosenCase } from './cases-field'
import { Fault } from './fault'
import { UnitsField } from './units-field'
import { kinds, useAct, useLeaders, useTemplates } from './whistle'
import { useWords } from './words'

interface TypedWhistle {
  template?: string | undefined
  subject?: string | undefined
  cases: ChosenCase[]
  kind: (typeof kinds)[number]
  units: string[]
  reportBy: string
  leaderId?: string | undefined
  checklist?: string | undefined
}

const inMinutes = (minutes: number) => asLocal(new Date(now().getTime() + minutes * 60_000))
const fresh = (cases: ChosenCase[]): TypedWhistle => ({
  kind: 'emergency',
  cases,
  units: [],
  reportBy: inMinutes(120),
})
const lines = (text: string | undefined) =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** Calls units to come: a template is one touch, and everything it fills in can be changed before. */
export function BlowPage() {
  const say = useWords()
  const go = useNavigate()
  const [query] = useSearchParams()
  const forCase = query.get('case')
  const number = query.get('number')
  const given = forCase ? [{ value: forCase, label: number ?? forCase }] : []
  const [form] = Form.useForm<TypedWhistle>()
  const [draft, keep, drop] = useDraft<TypedWhistle>(`whistle ${forCase ?? ''}`, fresh(given))
  const templates = useTemplates()
  const joint = draft.kind === 'jointInspection'
  const leaders = useLeaders(joint)
  const usable = (templates.data ?? []).filter(({ inUse }) => inUse)
  const template = usable.find(({ code }) => code === draft.template)
  const blow = useAct(
    (typed: TypedWhistle) =>
      body(
        api.POST('/api/whistles', {
          body: {
            kind: typed.kind,
            subject: typed.subject?.trim() || null,
            cases: typed.cases.map(({ value }) => value),
            template: typed.template ?? null,
            units: typed.units.map((unitId) => ({ unitId, reportBy: fromLocal(typed.reportBy) })),
            leaderId: (joint && typed.leaderId) || null,
            checklist: joint ? lines(typed.checklist) : [],
          },
        }),
      ),
    say('didBlow'),
    ({ id }) => {
      drop()
      void go(`/whistles/${id}`)
    },
  )
  const write = (changes: Partial<TypedWhistle>) => {
    keep((before) => ({ ...before, ...changes }))
    form.setFieldsValue(changes)
  }
  const choose = (code: string | undefined) => {
    const chosen = usable.find((one) => one.code === code)
    write(
      chosen
        ? {
            template: chosen.code,
            kind: chosen.kind,
            subject: draft.subject || chosen.name,
            units: (chosen.here ?? []).map(({ id }) => id),
            reportBy: inMinutes(chosen.reportByMinutes),
            checklist: chosen.checklist.join('\n'),
          }
        : { template: undefined },
    )
  }
  return (
    <div className="page narrow">
      <h1>{say('newWhistle')}</h1>
      <p className="soft">{number ? say('forCase', { number }) : say('newIntro')}</p>
      <Form<TypedWhistle>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={draft}
        onValuesChange={(changes: Partial<TypedWhistle>) => {
          if ('template' in changes) choose(changes.template)
          else keep((before) => ({ ...before, ...changes }))
        }}
        onFinish={(typed) => blow.mutate({ ...draft, ...typed })}
      >
        <Fault error={blow.error} />
        <Form.Item
          name="template"
          label={say('template')}
          extra={template && (template.here ?? []).length === 0 ? say('templateNobody') : undefined}
        >
          <Select
            allowClear
            placeholder={say('noTemplate')}
            options={usable.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
        <Form.Item
          name="subject"
          label={say('subject')}
          rules={[{ required: true, whitespace: true, min: 4, message: say('subjectMissing') }]}
        >
          <Input placeholder={say('subjectHint')} maxLength={200} />
        </Form.Item>
        <Form.Item name="cases" label={say('casesField')} extra={say('casesHint')}>
          <CasesField />
        </Form.Item>
        <Form.Item
          name="units"
          label={say('units')}
          rules={[{ required: true, type: 'array', min: 1, message: say('unitsMissing') }]}
        >
          <UnitsField />
        </Form.Item>
        <div className="form-pair">
          <Form.Item
            name="reportBy"
            label={say('reportBy')}
            rules={[{ required: true, message: say('timeMissing') }]}
          >
            <Input type="datetime-local" />
          </Form.Item>
          <Form.Item name="kind" label={say('kind')}>
            <Select options={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))} />
          </Form.Item>
        </div>
        {joint && (
          <>
            <Form.Item
              name="leaderId"
              label={say('leader')}
              rules={[{ required: true, message: say('leaderMissing') }]}
            >
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={(leaders.data ?? []).map(({ id, name, unit }) => ({
                  value: id,
                  label: unit ? `${name} · ${unit.name}` : name,
                }))}
              />
            </Form.Item>
            <Form.Item
              name="checklist"
              label={say('checklist')}
              rules={[{ required: true, whitespace: true, message: say('checklistMissing') }]}
            >
              <Input.TextArea className="growing" rows={3} maxLength={1800} />
            </Form.Item>
          </>
        )}
        <div className="form-keys">
          <Button type="primary" htmlType="submit" loading={blow.isPending}>
            {say('blowNow')}
          </Button>
          <Button onClick={() => void go(-1)}>{say('cancel')}</Button>
        </div>
      </Form>
    </div>
  )
}
