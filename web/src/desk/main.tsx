import '@/shared/csp-nonce'
import { start } from '@/shared/ui/start'
import { DeskApp } from './app'

start(<DeskApp />)
