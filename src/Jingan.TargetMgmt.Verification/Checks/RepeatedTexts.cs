using System.Text;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Texts that occur in many entries, made once. For one thread.</summary>
internal sealed class RepeatedTexts
{
    private const int Slots = 4096, Longest = 64;

    [ThreadStatic]
    private static RepeatedTexts? own;

    private readonly (byte[] Utf8, string Text, Kind Kind)[] _slots = new (byte[], string, Kind)[Slots];

    [Flags]
    private enum Kind
    {
        None = 0,
        Target = 1,
        Period = 2,
        Unit = 4,
    }

    /// <summary>The texts of the calling thread.</summary>
    public static RepeatedTexts Own => own ??= new();

    public string Of(ReadOnlySpan<byte> utf8) =>
        utf8.Length > Longest ? Encoding.UTF8.GetString(utf8) : Slot(utf8).Text;

    public bool TryTarget(ReadOnlySpan<byte> utf8, out TargetId id)
    {
        id = new(Find(utf8, Kind.Target, text => TargetId.TryParse(text, null, out _)) ?? "");
        return id.Value.Length > 0;
    }

    public bool TryPeriod(ReadOnlySpan<byte> utf8, out Period period)
    {
        period = new(Find(utf8, Kind.Period, text => Period.TryParse(text, null, out _)) ?? "");
        return period.Value.Length > 0;
    }

    public bool TryUnit(ReadOnlySpan<byte> utf8, out UnitCode unit)
    {
        unit = new(Find(utf8, Kind.Unit, text => UnitCode.TryParse(text, null, out _)) ?? "");
        return unit.Value.Length > 0;
    }

    // The text where it is of the kind, which is looked at once.
    private string? Find(ReadOnlySpan<byte> utf8, Kind kind, Func<string, bool> isOfKind)
    {
        if (utf8.Length > Longest)
        {
            return null;
        }

        ref var slot = ref Slot(utf8);
        if ((slot.Kind & kind) == 0)
        {
            if (!isOfKind(slot.Text))
            {
                return null;
            }

            slot.Kind |= kind;
        }

        return slot.Text;
    }

    private ref (byte[] Utf8, string Text, Kind Kind) Slot(ReadOnlySpan<byte> utf8)
    {
        var hash = 2_166_136_261u; // FNV-1a: what collides is made again
        foreach (var b in utf8)
        {
            hash = (hash ^ b) * 16_777_619;
        }

        ref var slot = ref _slots[(hash ^ (hash >> 16)) % Slots];
        if (slot.Utf8 is null || !utf8.SequenceEqual(slot.Utf8))
        {
            slot = (utf8.ToArray(), Encoding.UTF8.GetString(utf8), Kind.None);
        }

        return ref slot;
    }
}
