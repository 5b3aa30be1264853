import { Button, Input, Select, TreeSelect } from 'antd'
import { useLanguage } from '@/shared/i18n/i18n'
import { useCity, useUnits } from '@/shared/reference/reference'
import { unitTree } from '@/shared/reference/trees'
import { schemes } from '../classes/component-classes'
import { type ComponentFilter, lacks, states, useComponentClasses } from './component'
import { roles } from './edit'
import { useWords } from './words'

interface ComponentFiltersProps {
  filter: ComponentFilter
  onChange: (field: keyof ComponentFilter, value: string | undefined) => void
}

/** By which the registry is found: identifier or name, class, state, street, who answers, what the record lacks, and the day. */
export function ComponentFilters({ filter, onChange }: ComponentFiltersProps) {
  const say = useWords()
  const english = useLanguage() === 'en'
  const classes = useComponentClasses().data ?? []
  const isIssued = (scheme: string) => classes.some((one) => one.scheme === scheme && one.issued)
  const generations = schemes
    .filter((scheme) => classes.some((one) => one.scheme === scheme))
    .toSorted((one, other) => Number(isIssued(other)) - Number(isIssued(one)))
  const streets = useCity().data?.streets ?? []
  const units = unitTree(useUnits().data ?? [])
  return (
    <search className="page-filters">
      <Input.Search
        key={filter.q ?? ''}
        allowClear
        className="find-words"
        // antd names the button of its own icon in English.
        enterButton={<Button>{say('findButton')}</Button>}
        aria-label={say('find')}
        placeholder={say('find')}
        defaultValue={filter.q ?? ''}
        onSearch={(words) => onChange('q', words.trim())}
      />
      <Select
        aria-label={say('class')}
        showSearch={{ optionFilterProp: 'label' }}
        value={filter.classCode ?? ''}
        onChange={(code) => onChange('classCode', code)}
        options={[
          { value: '', label: say('anyClass') },
          // What was entered before the city changed its generation keeps its class, and is still looked for.
          ...generations.map((scheme) => ({
            label: say(`scheme.${scheme}`),
            options: classes
              .filter((one) => one.scheme === scheme)
              .map(({ code, name, nameEn }) => ({
                value: code,
                label: `${code} ${english ? nameEn : name}`,
              })),
          })),
        ]}
      />
      <Select
        aria-label={say('state')}
        value={filter.state ?? ''}
        onChange={(state) => onChange('state', state)}
        options={[
          { value: '', label: say('anyState') },
          ...states.map((state) => ({ value: state as string, label: say(`state.${state}`) })),
        ]}
      />
      <Select
        aria-label={say('street')}
        showSearch={{ optionFilterProp: 'label' }}
        value={filter.area ?? ''}
        onChange={(area) => onChange('area', area)}
        options={[
          { value: '', label: say('anyStreet') },
          ...streets.map(({ code, name }) => ({ value: code, label: name })),
        ]}
      />
      <TreeSelect
        aria-label={say('unitOf')}
        allowClear
        className="component-unit"
        placeholder={say('anyUnit')}
        showSearch={{ treeNodeFilterProp: 'title' }}
        value={filter.unitId}
        onChange={(unit?: string) => onChange('unitId', unit)}
        treeData={units}
      />
      {filter.unitId && (
        <Select
          aria-label={say('role')}
          value={filter.role ?? ''}
          onChange={(role) => onChange('role', role)}
          options={[
            { value: '', label: say('anyRole') },
            ...roles.map((role) => ({ value: role as string, label: say(role) })),
          ]}
        />
      )}
      <Select
        aria-label={say('lack')}
        value={filter.lack ?? ''}
        onChange={(lack) => onChange('lack', lack)}
        options={[
          { value: '', label: say('anyLack') },
          ...lacks.map((lack) => ({ value: lack as string, label: say(`lack.${lack}`) })),
        ]}
      />
      <span>
        <label htmlFor="components-day">{say('day')}</label>{' '}
        <Input
          id="components-day"
          type="date"
          className="components-day"
          value={filter.day ?? ''}
          onChange={({ target }) => onChange('day', target.value)}
        />
      </span>
    </search>
  )
}
