import { Form, InputNumber } from 'antd'
import type { Got } from '@/shared/api/types'
import { useWords } from '../words'
import { ClassesField } from './classes-field'

type Rule = Got<'/api/settings/case-rules'>['reinspection']

const sources = ['patrol', 'staff', 'requests'] as const

interface ReinspectionFieldsProps {
  rule: Rule
  onChange: (rule: Rule) => void
}

/** Whose result somebody other than the handler must look at: a share of each source, and classes that always are. */
export function ReinspectionFields({ rule, onChange }: ReinspectionFieldsProps) {
  const say = useWords()
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
      <ClassesField
        id="reinspection-classes"
        label={say('reinspectionClasses')}
        placeholder={say('noReinspectionClass')}
        chosen={rule.classes}
        onChange={(classes) => onChange({ ...rule, classes })}
      />
    </Form>
  )
}
