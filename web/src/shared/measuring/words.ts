import { defineWords } from '@/shared/i18n/i18n'

export const { useWords } = defineWords(
  'measuring',
  {
    quantity: '测什么',
    quantityHint: '例如：沉降、亮灯时刻、照度',
    value: '测得的数',
    clock: '几点几分',
    unit: '单位',
    unitHint: '例如：cm、lx',
    missing: '请填写',
    numberMissing: '请填一个数',
    clockMissing: '请填几点几分，例如 18:15',
  },
  {
    quantity: 'What was measured',
    quantityHint: 'Such as: settlement, when a lamp came on, light',
    value: 'Value',
    clock: 'Time of day',
    unit: 'Unit',
    unitHint: 'Such as: cm, lx',
    missing: 'Please fill in',
    numberMissing: 'Please give a number',
    clockMissing: 'Please give a time of day, such as 18:15',
  },
)
