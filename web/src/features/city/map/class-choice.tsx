import { Select } from 'antd'
import { useLanguage } from '@/shared/i18n/i18n'
import type { ComponentClass } from './things'
import { useWords } from './words'

interface ClassChoiceProps {
  classes: readonly ComponentClass[]
  chosen: string | undefined
  onChoose: (code: string | undefined) => void
}

/** One class of components, of all that are drawn. */
export function ClassChoice({ classes, chosen, onChoose }: ClassChoiceProps) {
  const say = useWords()
  const english = useLanguage() === 'en'
  return (
    <section className="map-part" aria-labelledby="map-class">
      <h2 id="map-class">{say('onlyClass')}</h2>
      <Select
        className="map-class"
        aria-label={say('onlyClass')}
        showSearch={{ optionFilterProp: 'label' }}
        value={chosen ?? ''}
        onChange={(code) => onChoose(code || undefined)}
        options={[
          { value: '', label: say('everyClass') },
          ...classes
            .filter(({ code }) => code.length > 2)
            .map(({ code, name, nameEn }) => ({ value: code, label: `${code} ${english ? nameEn : name}` })),
        ]}
      />
    </section>
  )
}
