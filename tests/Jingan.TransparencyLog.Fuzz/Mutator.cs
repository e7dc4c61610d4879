using System.Text;

namespace Jingan.TransparencyLog.Fuzz;

/// <summary>Makes broken inputs out of good ones, and now and then one out of nothing;
/// the same seed makes the same inputs.</summary>
internal sealed class Mutator(int seed)
{
    // What these formats are made of, and what parsers stumble over.
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "\n", "\n\n", " ", "  ", "\t", "\r", "\0", "+", "-", "=", "==", "/", "0", "00", "9", "A", "x", "x000/",
            ".p/", "%2f", "— ", "#", "any", "all", "\u00a0", "\u2028", "\ufeff",
            "目", "\u007f", "9223372036854775807", "9223372036854775808", "18446744073709551616",
        }.Select(Encoding.UTF8.GetBytes),
        [0x80], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xff, 0xff],
    ];

    private static readonly byte[] Base64 =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8.ToArray();

    private static readonly byte[] Digits = "0123456789"u8.ToArray();

    private readonly Random _random = new(seed);

    public byte[] Next(IReadOnlyList<byte[]> good)
    {
        if (_random.Next(20) == 0)
        {
            var noise = new byte[_random.Next(200)];
            _random.NextBytes(noise);
            return noise;
        }

        var input = Pick(good);
        for (var times = _random.Next(4); times >= 0; times--)
        {
            input = Change(input, good);
        }

        return input;
    }

    private byte[] Change(byte[] input, IReadOnlyList<byte[]> good)
    {
        var at = _random.Next(input.Length + 1);
        var length = _random.Next(Math.Min(input.Length - at, _random.Next(2) == 0 ? 4 : 100) + 1);
        switch (_random.Next(9))
        {
            case 0 when at < input.Length: // flip a bit
                return [.. input[..at], (byte)(input[at] ^ 1 << _random.Next(8)), .. input[(at + 1)..]];
            case 1 when at < input.Length: // another character of the same kind: often still well-formed
                var kind = char.IsAsciiDigit((char)input[at]) ? Digits : Base64;
                return [.. input[..at], kind[_random.Next(kind.Length)], .. input[(at + 1)..]];
            case 2: // delete
                return [.. input[..at], .. input[(at + length)..]];
            case 3: // insert
                return [.. input[..at], .. Pick(Pieces), .. input[at..]];
            case 4: // repeat
                return [.. input[..(at + length)], .. input[at..]];
            case 5: // splice two inputs
                var other = Pick(good);
                return [.. input[..at], .. other[_random.Next(other.Length + 1)..]];
            case 6: // truncate
                return input[..at];
            default:
                return ChangeLines(input);
        }
    }

    // Whole lines lost, doubled or swapped: what a careless program in between does.
    private byte[] ChangeLines(byte[] input)
    {
        var lines = new List<byte[]>();
        for (var rest = input.AsSpan(); !rest.IsEmpty;)
        {
            var end = rest.IndexOf((byte)'\n') is var newline and >= 0 ? newline + 1 : rest.Length;
            lines.Add(rest[..end].ToArray());
            rest = rest[end..];
        }

        if (lines.Count > 0)
        {
            var (from, to) = (_random.Next(lines.Count), _random.Next(lines.Count));
            var line = lines[from];
            if (_random.Next(3) > 0)
            {
                lines.RemoveAt(from);
            }

            if (_random.Next(3) > 0)
            {
                lines.Insert(Math.Min(to, lines.Count), line);
            }
        }

        return [.. lines.SelectMany(line => line)];
    }

    private byte[] Pick(IReadOnlyList<byte[]> from) => from[_random.Next(from.Count)];
}
