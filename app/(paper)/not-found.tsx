import { NothingHere } from "@/components/shell/nothing-here";

export default function NotFound() {
  return (
    <div className="mx-auto max-w-lg py-16">
      <NothingHere inShell />
    </div>
  );
}
