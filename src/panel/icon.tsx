/** World: panel. The icons, drawn in 16 x 16 in the colour of the text. */

const PATHS = {
  pause: "M5 3h2v10H5zM9 3h2v10H9z",
  resume: "M5 3v10l8-5z",
  clear:
    "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm0 1.4c1 0 2 .3 2.800.9L4.300 10.800A4.600 4.600 0 0 1 8 3.400zm0 9.200c-1 0-2-.3-2.800-.9l6.500-6.500A4.600 4.600 0 0 1 8 12.600z",
  export: "M7.300 2h1.400v6.300l2-2 1 1L8 11 4.300 7.300l1-1 2 2zM3 12.600h10V14H3z",
  clock:
    "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm0 1.300a4.700 4.700 0 1 1 0 9.400 4.700 4.700 0 0 1 0-9.400zM7.400 5v3.300l2.600 1.900.700-1-2.100-1.500V5z",
  traffic:
    "M2 13h12v1H2zM3 9h1.500v3H3zM5.500 6H7v6H5.500zM8 2h1.500v10H8zM10.500 7H12v5h-1.500zM13 10h1v2h-1z",
  import: "M8 2l3.700 3.700-1 1-2-2V11H7.300V4.700l-2 2-1-1zM3 12.600h10V14H3z",
  filters: "M2 3h12v1.400L9.500 9v4.500l-3-1.500V9L2 4.400zM4 4.400 7.900 8.400v2.800l.2.1V8.400L12 4.400z",
  find: "M7 2a5 5 0 1 0 3 9l3 3 1-1-3-3a5 5 0 0 0-4-8zm0 1.400a3.600 3.600 0 1 1 0 7.200 3.600 3.600 0 0 1 0-7.200z",
  heart: "M8 13.500 2.800 8.300a3.200 3.200 0 0 1 4.600-4.500l.6.6.6-.6a3.200 3.200 0 0 1 4.600 4.500z",
  drawer: "M2 3h12v10H2zM3.300 4.300v3.400h9.400V4.300zM3.300 9v2.700h9.400V9z",
  pin: "M6 2h4v1l-.6.600V7l2 2v1.200H8.700V14H7.300v-3.800H4.600V9l2-2V3.600L6 3z",
  up: "M8 4l4.500 4.500-1 1L8.700 6.700V12H7.300V6.700L4.500 9.500l-1-1z",
  copy: "M3 3h7v2H5v6H3zM6 6h7v7H6zM7.300 7.300v4.400h4.400V7.300z",
  close: "M4 3 3 4l4 4-4 4 1 1 4-4 4 4 1-1-4-4 4-4-1-1-4 4z",
};

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} fill="currentColor" />
    </svg>
  );
}
