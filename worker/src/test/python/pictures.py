"""Writes small pictures of every format, and beside each what Pillow decodes it to.

Run it as: /usr/bin/python3 pictures.py ../resources/dev/ablate/data/picture
with Debian's python3-pil. NAME.EXT is the picture; NAME.EXT.ppm or .pgm what it holds, upright and
without transparency. scaled-SIDE.ppm is photo.png as Pillow's BILINEAR resizes it.
"""

import sys
from pathlib import Path

from PIL import Image, ImageOps

WIDTH, HEIGHT = 23, 17


def picture():
    image = Image.new("RGB", (WIDTH, HEIGHT))
    for y in range(HEIGHT):
        for x in range(WIDTH):
            image.putpixel((x, y), (x * 11, y * 15, (x * 5 + y * 7) % 256))
    return image


def expect(folder, name, image=None):
    """Writes what a reader should see."""
    if image is None:
        image = Image.open(folder / name)
        image.seek(0)
        # Pillow turns TIFF files itself when it loads them.
        image = image.convert(image.mode) if name.endswith("tif") else ImageOps.exif_transpose(image)
        grey = image.mode in ("L", "LA", "1") or (
            image.mode == "P" and all(len(set(c)) == 1 for c in colours(image))
        )
        image = image.convert("L" if grey else "RGB")
    image.save(folder / (name + (".pgm" if image.mode == "L" else ".ppm")))


def colours(image):
    palette = image.getpalette()
    return [palette[3 * i : 3 * i + 3] for _, i in image.getcolors()]


def interlaced(image):
    """A PNG in Adam7's seven passes, which Pillow does not write."""
    import struct
    import zlib

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    width, height = image.size
    rows = bytearray()
    for x0, y0, dx, dy in (
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ):
        for y in range(y0, height, dy):
            row = [image.getpixel((x, y)) for x in range(x0, width, dx)]
            if row:
                rows += b"\0" + b"".join(bytes(pixel) for pixel in row)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 1)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(rows)))
        + chunk(b"IEND", b"")
    )


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    image = picture()
    grey = image.convert("L")
    alpha = image.copy()
    alpha.putalpha(grey)
    written = {
        "photo.png": (image, {}),
        "grey.png": (grey, {}),
        "palette.png": (image.quantize(32), {}),
        "grey-palette.png": (grey.quantize(16), {}),
        "bits.png": (grey.convert("1"), {}),
        "alpha.png": (alpha, {}),
        "grey-alpha.png": (alpha.convert("LA"), {}),
        "photo.jpg": (image, {"quality": 95}),
        "grey.jpg": (grey, {"quality": 95}),
        "progressive.jpg": (image, {"quality": 95, "progressive": True}),
        "cmyk.jpg": (image.convert("CMYK"), {"quality": 95}),
        "photo.bmp": (image, {}),
        "grey.bmp": (grey, {}),
        "palette.bmp": (image.quantize(16), {}),
        "photo.gif": (image.quantize(64), {}),
        "photo.webp": (image, {"lossless": True}),
        "lossy.webp": (image, {"quality": 90}),
        "alpha.webp": (alpha, {"lossless": True}),
        "photo.tif": (image, {}),
        "grey.tif": (grey, {}),
        "lzw.tif": (image, {"compression": "tiff_lzw"}),
        "deflate.tif": (image, {"compression": "tiff_adobe_deflate"}),
        "packbits.tif": (image, {"compression": "packbits"}),
        "cmyk.tif": (image.convert("CMYK"), {}),
        "bits.tif": (grey.convert("1"), {}),
    }
    for name, (source, options) in written.items():
        source.save(folder / name, **options)
        expect(folder, name)
    frames = [image.quantize(64), image.transpose(Image.Transpose.ROTATE_180).quantize(64)]
    frames[0].save(folder / "frames.gif", save_all=True, append_images=frames[1:])
    expect(folder, "frames.gif")
    deep = grey.point(lambda value: value * 256 + 37, "I").convert("I;16")
    deep.save(folder / "deep.png")
    expect(folder, "deep.png", grey)
    (folder / "interlaced.png").write_bytes(interlaced(image))
    expect(folder, "interlaced.png")
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x112] = orientation
        for ending, options in (("jpg", {"quality": 95}), ("png", {}), ("webp", {"lossless": True})):
            if ending == "jpg" or orientation in (3, 6):
                name = f"turned-{orientation}.{ending}"
                image.save(folder / name, exif=exif.tobytes(), **options)
                expect(folder, name)
    image.save(folder / "turned-8.tif", tiffinfo={274: 8})
    expect(folder, "turned-8.tif")
    for side in (5, 16, 40):
        scaled = image.resize((side, side), Image.Resampling.BILINEAR)
        scaled.save(folder / f"scaled-{side}.ppm")


if __name__ == "__main__":
    main()
