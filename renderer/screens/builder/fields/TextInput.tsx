import { Input, TextArea, TextField } from 'react-aria-components';

interface TextInputProps {
  readonly label: string;
  readonly value: string;
  readonly long?: boolean;
  readonly onChange: (text: string) => void;
}

/** A line or a few of text. */
export function TextInput({ label, value, long = false, onChange }: TextInputProps) {
  return (
    <TextField aria-label={label} value={value} onChange={onChange}>
      {long ? <TextArea rows={3} /> : <Input />}
    </TextField>
  );
}
