import { Button, Form, Input, Select, TreeSelect } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useLanguage } from '@/shared/i18n/i18n'
import { arrived, type Photo, PhotoPicker, stillSending } from '@/shared/photos/photo-picker'
import { useUnits } from '@/shared/reference/reference'
import { unitTree } from '@/shared/reference/trees'
import { isoDate } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Failed, Loading } from '@/shared/ui/pieces'
import { digitsOf, type Scheme, useComponentSettings } from '../classes/component-classes'
import { AttributeFields, Choice } from './attribute-fields'
import { useComponentClasses } from './component'
import { changeableStates, roles } from './edit'
import { type TypedComponent, useEnter } from './enter'
import { PointField } from './point-field'
import { RecordFaults } from './record-faults'
import { useWords } from './words'

/** A component that is not on record yet: everything of its record on one page, its identifier issued by the scheme. */
export function NewComponent() {
  const say = useWords()
  const settings = useComponentSettings()
  return (
    <div className="page">
      <p>
        <Link to="/components">{say('back')}</Link>
      </p>
      <h1>{say('enter')}</h1>
      <p className="soft">{say('enterLead')}</p>
      {settings.error && <Failed error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.isPending && <Loading rows={12} />}
      {settings.data && <EnterForm scheme={settings.data.scheme} />}
    </div>
  )
}

function EnterForm({ scheme }: { scheme: Scheme }) {
  const say = useWords()
  const navigate = useNavigate()
  const today = isoDate(useNow())
  const enter = useEnter()
  const [form] = Form.useForm<TypedComponent>()
  const [photos, setPhotos] = useState<readonly Photo[]>([])
  const classCode = Form.useWatch('classCode', form)
  const missing = { required: true, message: say('fieldMissing') }
  return (
    <Form<TypedComponent>
      form={form}
      layout="vertical"
      requiredMark={false}
      className="component-edit"
      scrollToFirstError
      initialValues={{ state: 'intact', accuracy: 'b', dataSource: 'survey', initialDate: today }}
      onFinish={(typed) =>
        enter.mutate(
          { typed, photos: arrived(photos) },
          { onSuccess: ({ id }) => navigate(`/components/${id}`, { replace: true }) },
        )
      }
    >
      <div className="form-pair">
        <ClassField scheme={scheme} onNamed={(name) => form.setFieldValue('name', name)} />
        <Form.Item
          name="code"
          label={say('codeGiven')}
          extra={say('codeGivenHint')}
          rules={[{ pattern: /^\s*(\d\s*){16,17}$/, message: say('codeOdd') }]}
        >
          <Input maxLength={24} inputMode="numeric" />
        </Form.Item>
        <Form.Item name="initialDate" label={say('initialDate')} rules={[missing]}>
          <Input type="date" max={today} />
        </Form.Item>
        <Choice
          name="state"
          label={say('state')}
          options={changeableStates.map((value) => ({ value, label: say(`state.${value}`) }))}
        />
      </div>
      <AttributeFields classCode={classCode} />
      <Form.Item
        name="point"
        label={say('position')}
        rules={[{ required: true, message: say('pointMissing') }]}
      >
        <PointField label={say('enterAt')} />
      </Form.Item>
      <UnitFields />
      <PhotoPicker label={say('photosNew')} photos={photos} onChange={setPhotos} />
      <RecordFaults error={enter.error} />
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={enter.isPending} disabled={stillSending(photos)}>
          {say('enterKey')}
        </Button>
        <Button onClick={() => navigate('/components')}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}

interface ClassFieldProps {
  scheme: Scheme
  /** The name of the class that was chosen, which most components of it bear. */
  onNamed: (name: string) => void
}

function ClassField({ scheme, onNamed }: ClassFieldProps) {
  const say = useWords()
  const english = useLanguage() === 'en'
  const classes = (useComponentClasses().data ?? []).filter(
    (one) => one.scheme === scheme && one.code.length === digitsOf[scheme].class,
  )
  return (
    <Form.Item
      name="classCode"
      label={say('class')}
      rules={[{ required: true, message: say('fieldMissing') }]}
    >
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(code: string) => onNamed(classes.find((one) => one.code === code)?.name ?? '')}
        options={classes.map(({ code, name, nameEn }) => ({
          value: code,
          label: `${code} ${english ? nameEn : name}`,
        }))}
      />
    </Form.Item>
  )
}

/** Who answers for it: the authority always, the others where they are known. */
function UnitFields() {
  const say = useWords()
  const units = unitTree(useUnits().data ?? [])
  return (
    <fieldset className="form-part">
      <legend>{say('duties')}</legend>
      <p className="soft">{say('unitsHint')}</p>
      {roles.map((role) => (
        <div key={role} className="form-pair">
          <Form.Item
            name={['units', role, 'unitId']}
            label={say(role)}
            rules={[{ required: role === 'authority', message: say('fieldMissing') }]}
          >
            <TreeSelect allowClear showSearch={{ treeNodeFilterProp: 'title' }} treeData={units} />
          </Form.Item>
          <Form.Item name={['units', role, 'from']} label={say('roleFrom', { role: say(role) })}>
            <Input type="date" />
          </Form.Item>
        </div>
      ))}
    </fieldset>
  )
}
