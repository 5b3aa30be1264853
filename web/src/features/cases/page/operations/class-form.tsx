import { Form, TreeSelect } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { useClasses, useClassName } from '@/shared/reference/reference'
import { classTree } from '@/shared/reference/trees'
import { useWords } from '../../words'
import { TextField } from './fields'
import type { OperationFormProps } from './form'
import { PlainForm } from './plain-form'

type Right = Sent<'/api/cases/{id}/class'>

/** What it really is: figures follow, and the next model learns from it. */
export function ClassForm(props: OperationFormProps) {
  const say = useWords()
  const classOf = useClassName()
  const classes = useClasses()
  return (
    <PlainForm<Right>
      {...props}
      name="class"
      told="didCorrectClass"
      submit="correctClassKey"
      send={(typed, headers, id) =>
        body(api.POST('/api/cases/{id}/class', { params: { path: { id } }, headers, body: typed }))
      }
    >
      {() => (
        <>
          <Form.Item
            name="classCode"
            label={say('rightClass')}
            extra={say('rightClassHint')}
            rules={[{ required: true, message: say('rightClassMissing') }]}
          >
            <TreeSelect
              showSearch={{ treeNodeFilterProp: 'title' }}
              placeholder={classOf(props.page.className)}
              treeData={classTree(classes.data ?? [])}
            />
          </Form.Item>
          <TextField name="reason" label="rightClassWhy" missing="reasonNeeded" />
        </>
      )}
    </PlainForm>
  )
}
