import { useClassName } from '@/shared/reference/reference'
import type { Thing } from './things'

/** What a thing is called in the language that is spoken: a case by its class, which the server tells in Chinese. */
export const useThingName = () => {
  const classOf = useClassName()
  return ({ layer, name }: Pick<Thing, 'layer' | 'name'>): string =>
    layer === 'cases' ? classOf(name) : name
}
