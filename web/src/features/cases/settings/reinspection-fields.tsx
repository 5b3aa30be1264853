import { Form, InputNumber, TreeSelect } from 'antd'
import type { Got } from '@/shared/api/types'
import { useClasses } from '@/shared/reference/reference'
import { classTree } from '@/shared/reference/trees'
import { useWords } from '../words'

type Rule = Got<'/api/settings/case-rules'>['reinspection']

const sources = ['patrol', 'staff', 'requests'] as const

interface ReinspectionFieldsProps {
  rule: Rule
  onChange: (rule: Rule) => void
}

/** Whose result somebody other than the handler must look at: a share of each source, and classes that always are. */
export function ReinspectionFields({ rule, onChange }: ReinspectionFieldsProps) {
  const say = useWords()
  const classes = useClasses()
  return (
    <Form layout="vertical" className="limits-end">
      <h2>{say('reinspectionRule')}</h2>
      <p className="soft">{say('reinspectionNote')}</p>
      {sources.map((source) => (
        <Form.Item key={source} label={say(`reinspection.${source}`)} htmlFor={`reinspection-${source}`}>
          <InputNumber
            id={`reinspection-${source}`}
            min={0}
            max={100}
            precision={0}
            suffix="%"
            value={rule[source]}
            onChange={(share) => share !== null && onChange({ ...rule, [source]: share })}
          />
        </Form.Item>
      ))}
      <Form.Item label={say('reinspectionClasses')} htmlFor="reinspection-classes">
        <TreeSelect<string[]>
          id="reinspection-classes"
          multiple
          allowClear
          showSearch={{ treeNodeFilterProp: 'title' }}
          placeholder={say('noReinspectionClass')}
          value={rule.classes as string[]}
          treeData={classTree(classes.data ?? [])}
          onChange={(chosen) => onChange({ ...rule, classes: chosen })}
        />
      </Form.Item>
    </Form>
  )
}
