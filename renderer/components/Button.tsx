import type { ComponentType, ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';

export type Icon = ComponentType<{ readonly size?: number; readonly 'aria-hidden'?: boolean }>;

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className'> {
  readonly icon?: Icon;
  readonly kind?: 'plain' | 'primary' | 'quiet';
  /** Left out for a button that shows only its icon; then `aria-label` is needed. */
  readonly children?: ReactNode;
}

export function Button({ icon: IconShape, kind = 'plain', children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={`button ${kind}${children === undefined ? ' icon-only' : ''}`}>
      {IconShape && <IconShape size={15} aria-hidden />}
      {children}
    </AriaButton>
  );
}
