import type { ReactNode } from 'react';

interface SettingRowProps {
  readonly label: string;
  readonly about?: string;
  readonly children: ReactNode;
}

/** A setting: what it is, and the control that changes it. */
export function SettingRow({ label, about, children }: SettingRowProps) {
  return (
    <div className="setting">
      <div className="setting-name">
        <span>{label}</span>
        {about !== undefined && <small>{about}</small>}
      </div>
      <div className="setting-control">{children}</div>
    </div>
  );
}
