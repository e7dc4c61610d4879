using System.Buffers;
using CsCheck;

namespace Jingan.TransparencyLog.Tests;

public sealed class TileTests
{
    // The path vectors of github.com/transparency-dev/tessera (api/layout), the examples of c2sp.org/tlog-tiles,
    // and the ends of the ranges.
    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 0, 1, "tile/0/000.p/1")]
    [InlineData(0, 999, 256, "tile/0/999")]
    [InlineData(0, 1000, 256, "tile/0/x001/000")]
    [InlineData(0, 273, 112, "tile/0/273.p/112")]
    [InlineData(0, 1234067, 256, "tile/0/x001/x234/067")]
    [InlineData(15, 455667, 256, "tile/15/x455/667")]
    [InlineData(15, 123456789, 41, "tile/15/x123/x456/789.p/41")]
    [InlineData(63, 0, 255, "tile/63/000.p/255")]
    [InlineData(0, long.MaxValue, 256, "tile/0/x009/x223/x372/x036/x854/x775/807")]
    public void A_tile_has_one_path(int level, long index, int width, string path)
    {
        var tile = new Tile(level, index, width);
        Assert.Equal(path, tile.Path);
        Assert.True(Tile.TryParse(path, out var read));
        Assert.Equal(tile, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tile")]
    [InlineData("tile/")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("/tile/0/000")]
    [InlineData("tile/0/000/")]
    [InlineData("tile/0/00")]
    [InlineData("tile/0/0000")]
    [InlineData("tile/0/00/000")]
    [InlineData("tile/0/x000/000")]
    [InlineData("tile/0/x00/000")]
    [InlineData("tile/0/000/000")]
    [InlineData("tile/0/x001")]
    [InlineData("tile/0/x001/x000")]
    [InlineData("tile/0/X001/000")]
    [InlineData("tile/0/x001/x000/00")]
    [InlineData("tile/0/x0010/00")]
    [InlineData("tile/0/-01")]
    [InlineData("tile/0/+01")]
    [InlineData("tile/0/ 01")]
    [InlineData("tile/0/０００")]
    [InlineData("tile/0/000\0")]
    [InlineData("tile/0/000\n")]
    [InlineData("tile/0/000.p")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/+1")]
    [InlineData("tile/0/000.p/1/")]
    [InlineData("tile/0/000.p/1.p/1")]
    [InlineData("tile/0/000.P/1")]
    [InlineData("tile/00/000")]
    [InlineData("tile/01/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/0/x001%2f000")]
    [InlineData("tile%2f0/000")]
    [InlineData("tile/0/x009/x223/x372/x036/x854/x775/808")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("tile/entries/000")]
    public void Another_spelling_is_no_tile(string path) => Assert.False(Tile.TryParse(path, out _));

    [Theory]
    [InlineData(1, 257, "tile/entries/001.p/1")]
    [InlineData(0, 255, "tile/entries/000.p/255")]
    [InlineData(0, 1, "tile/entries/000.p/1")]
    [InlineData(123456789, long.MaxValue, "tile/entries/x123/x456/789")]
    public void A_bundle_has_one_path(long index, long size, string path)
    {
        var bundle = new EntryBundle(index, EntryBundle.WidthAt(index, size));
        Assert.Equal(path, bundle.Path);
        Assert.True(EntryBundle.TryParse(path, out var read));
        Assert.Equal(bundle, read);
    }

    [Theory]
    [InlineData("tile/0/000")]
    [InlineData("tile/entries/")]
    [InlineData("tile/entries/00")]
    [InlineData("tile/entries/000.p/0")]
    [InlineData("tile/entries/000.p/256")]
    [InlineData("tile/entries/000.p/01")]
    [InlineData("tile/entries/x000/000")]
    [InlineData("tile/entries/x001%2f000")]
    [InlineData("entries/000")]
    public void Another_spelling_is_no_bundle(string path) => Assert.False(EntryBundle.TryParse(path, out _));

    [Fact]
    public void What_is_no_path_is_no_tile()
    {
        Assert.False(Tile.TryParse(null!, out _));
        Assert.False(EntryBundle.TryParse(null!, out _));
    }

    [Fact]
    public void Any_tile_is_read_back() =>
        Gen.Select(Gen.Int[0, 63], Gen.Long[0, long.MaxValue], Gen.Int[1, 256]).Sample((level, index, width) =>
        Tile.TryParse(new Tile(level, index, width).Path, out var tile) && tile == new Tile(level, index, width)
        && EntryBundle.TryParse(new EntryBundle(index, width).Path, out var bundle)
        && bundle == new EntryBundle(index, width));

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(0, 0, 1, 1)]
    [InlineData(0, 0, 255, 255)]
    [InlineData(0, 0, 256, 256)]
    [InlineData(0, 1, 256, 0)]
    [InlineData(1, 0, 255, 0)]
    [InlineData(1, 0, 256, 1)]
    [InlineData(1, 0, 511, 1)]
    [InlineData(1, 0, 512, 2)]
    [InlineData(2, 0, 65535, 0)]
    [InlineData(2, 0, 65536, 1)]
    [InlineData(0, 273, 70000, 112)]
    [InlineData(1, 1, 70000, 17)]
    [InlineData(0, -1, 70000, 0)]
    [InlineData(-1, 0, 70000, 0)]
    [InlineData(7, 0, long.MaxValue, 127)]
    [InlineData(8, 0, long.MaxValue, 0)]
    [InlineData(63, 0, long.MaxValue, 0)]
    [InlineData(64, 0, long.MaxValue, 0)]
    [InlineData(0, long.MaxValue, long.MaxValue, 0)]
    [InlineData(0, 0, -1, 0)]
    public void A_tile_is_as_wide_as_the_tree_allows(int level, long index, long size, int width) =>
        Assert.Equal(width, Tile.WidthAt(level, index, size));

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "tile/0/000.p/1")]
    [InlineData(256, "tile/0/000 tile/1/000.p/1")]
    [InlineData(600, "tile/0/000 tile/0/001 tile/0/002.p/88 tile/1/000.p/2")]
    public void A_tree_consists_of_its_tiles(long size, string paths) =>
        Assert.Equal(paths, string.Join(' ', Tile.All(size).Select(tile => tile.Path)));

    [Fact]
    public void A_bundle_gives_back_the_entries_that_were_put_in() =>
        Gen.Byte.Array[0, 300].Array[1, 8].Sample(entries =>
    {
        var bundle = Bundle(entries);
        Assert.True(EntryBundle.TryRead(bundle, entries.Length, out var read, out var fault), fault);
        return entries.Zip(read).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second.Span))
            && read.Count == entries.Length;
    });

    [Fact]
    public void A_bundle_is_the_length_in_two_bytes_and_the_entry() =>
        Assert.Equal("0000" + "000161" + "0103" + new string('0', 518),
            Convert.ToHexStringLower(Bundle([[], "a"u8.ToArray(), new byte[259]])));

    [Theory]
    [InlineData("", 1, "The bundle ends after 0 entries, expected 1.")]
    [InlineData("000161", 2, "The bundle ends after 1 entries, expected 2.")]
    [InlineData("00016100", 1, "The bundle goes on for 1 bytes after its 1 entries.")]
    [InlineData("00016100", 2, "The bundle ends after 1 entries, expected 2.")]
    [InlineData("000261", 1, "Entry 0 of the bundle announces 2 bytes, 1 are left.")]
    [InlineData("ffff", 1, "Entry 0 of the bundle announces 65535 bytes, 0 are left.")]
    public void A_broken_bundle_is_refused_with_the_place(string hex, int width, string fault)
    {
        Assert.False(EntryBundle.TryRead(Convert.FromHexString(hex), width, out var entries, out var said));
        Assert.Empty(entries);
        Assert.Equal(fault, said);
    }

    [Fact]
    public void The_longest_entry_fits_and_the_next_does_not()
    {
        Assert.True(EntryBundle.TryRead(Bundle([new byte[EntryBundle.MaxEntryLength]]), 1, out _, out _));
        Assert.Throws<ArgumentException>(() => Bundle([new byte[EntryBundle.MaxEntryLength + 1]]));
    }

    private static byte[] Bundle(byte[][] entries)
    {
        var writer = new ArrayBufferWriter<byte>();
        foreach (var entry in entries)
        {
            EntryBundle.Append(writer, entry);
        }

        return writer.WrittenSpan.ToArray();
    }
}
