import { Button, Form, Input, TreeSelect } from 'antd'
import { api, body } from '@/shared/api/client'
import type { CasePage, Sent } from '@/shared/api/types'
import { useClasses, useUnits } from '@/shared/reference/reference'
import { classTree, unitTree } from '@/shared/reference/trees'
import { useWords } from '../../words'
import type { OperationFormProps } from './form'
import { PartComponent } from './part-component'
import { PlainForm } from './plain-form'

type Split = Sent<'/api/cases/{id}/split'>

const fewest = 2
const most = 9
const empty: Split = { parts: [{}, {}] }

/** A request that holds several demands becomes as many cases; what was told stands above while one writes. */
export function SplitForm(props: OperationFormProps) {
  const say = useWords()
  return (
    <PlainForm<Split>
      {...props}
      name="split"
      told="didSplit"
      submit="splitCase"
      initial={empty}
      send={(typed, headers, id) =>
        body(api.POST('/api/cases/{id}/split', { params: { path: { id } }, headers, body: typed }))
      }
    >
      {() => (
        <>
          <p className="soft">{say('splitNote')}</p>
          <Form.List name="parts">
            {(parts, { add, remove }) => (
              <>
                {parts.map(({ key, name }, index) => (
                  <Part
                    key={key}
                    page={props.page}
                    name={name}
                    nth={index + 1}
                    onRemove={parts.length > fewest ? () => remove(name) : undefined}
                  />
                ))}
                {parts.length < most && <Button onClick={() => add({})}>{say('partAdd')}</Button>}
              </>
            )}
          </Form.List>
        </>
      )}
    </PlainForm>
  )
}

interface PartProps {
  page: CasePage
  name: number
  nth: number
  onRemove: (() => void) | undefined
}

function Part({ page, name, nth, onRemove }: PartProps) {
  const say = useWords()
  const classes = useClasses()
  const units = useUnits()
  return (
    <fieldset className="form-part">
      <legend>{say('partNth', { nth })}</legend>
      <Form.Item
        name={[name, 'text']}
        label={say('partText')}
        rules={[{ required: true, whitespace: true, min: 4, message: say('partTextMissing') }]}
      >
        <Input.TextArea className="growing" rows={2} maxLength={5000} />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name={[name, 'classCode']} label={say('partClass')}>
          <TreeSelect
            allowClear
            showSearch={{ treeNodeFilterProp: 'title' }}
            placeholder={say('byMachine')}
            treeData={classTree(classes.data ?? [])}
          />
        </Form.Item>
        <Form.Item name={[name, 'unitId']} label={say('partUnit')}>
          <TreeSelect
            allowClear
            showSearch={{ treeNodeFilterProp: 'title' }}
            placeholder={say('byMachine')}
            treeData={unitTree(units.data ?? [])}
          />
        </Form.Item>
      </div>
      <Form.Item
        name={[name, 'component']}
        label={say('partComponent')}
        extra={page.component && say('partComponentHint')}
      >
        <PartComponent page={page} />
      </Form.Item>
      {onRemove && (
        <Button size="small" onClick={onRemove}>
          {say('partRemove', { nth })}
        </Button>
      )}
    </fieldset>
  )
}
