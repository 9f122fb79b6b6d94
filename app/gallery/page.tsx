import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Gallery } from "@/components/gallery/gallery";
import { galleryIsOpen } from "@/lib/env";

export const metadata: Metadata = { title: "Gallery" };

export default function GalleryPage() {
  if (!galleryIsOpen()) notFound();
  return <Gallery />;
}
