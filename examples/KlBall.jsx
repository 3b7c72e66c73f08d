import { useEffect, useRef } from "react";
import "kl-ball/element";

export function KlBall({ onChange, children, ...attributes }) {
  const figure = useRef(null);
  useEffect(() => {
    const hear = ({ detail }) => onChange?.(detail);
    const { current } = figure;
    current.addEventListener("kl-ball-change", hear);
    return () => current.removeEventListener("kl-ball-change", hear);
  }, [onChange]);
  return <kl-ball ref={figure} {...attributes}>{children}</kl-ball>;
}
