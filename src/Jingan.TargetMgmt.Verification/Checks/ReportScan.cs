using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Reads a progress entry of the plainest form without making what nothing depends on. What is not of that
/// form is left to the record that wrote it.</summary>
/// <remarks>It takes nothing that the record would not have written (`ReportScanTests`); a million entries are read in
/// a third of the time (docs/performance.md).</remarks>
internal ref struct ReportScan
{
    private const int MostDigits = 18, InstantLength = 24;

    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789."u8);

    private ReadOnlySpan<byte> _rest;

    private ReportScan(ReadOnlySpan<byte> entry) => _rest = entry;

    /// <summary>The report; false where the entry has to be read as a whole.</summary>
    /// <param name="texts">Actors, targets, periods and units that occurred before.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> entry, RepeatedTexts texts, [NotNullWhen(true)] out FiledReport? report)
    {
        report = null;
        var scan = new ReportScan(entry);
        if (!scan.Skip("{\"v\":1,\"type\":\"progress\",\"at\":"u8) || !scan.Text(out var at)
            || !TryInstant(at, out var instant)
            || !scan.Skip(",\"actor\":"u8) || !scan.Text(out var actor) || actor.IsEmpty
            || !scan.Skip(",\"targetId\":"u8) || !scan.Text(out var target)
            || !texts.TryTarget(target, out var targetId)
            || !scan.Skip(",\"targetVersion\":"u8) || !scan.Whole(out var version)
            || !scan.Skip(",\"period\":"u8) || !scan.Text(out var code) || !texts.TryPeriod(code, out var period)
            || !scan.Skip(",\"unit\":"u8) || !scan.Text(out var unitText) || !texts.TryUnit(unitText, out var unit)
            || !scan.Skip(",\"revision\":"u8) || !scan.Whole(out var revision))
        {
            return false;
        }

        decimal? value = null;
        if (scan.Skip(",\"value\":"u8))
        {
            if (!scan.Decimal(out var number))
            {
                return false;
            }

            value = number;
        }

        if (!scan.Skip(",\"noChange\":"u8) || !scan.Flag(out var noChange) || !scan.Skip(",\"narrative\":"u8)
            || !scan.Text(out _)
            || !scan.Optional(",\"difficulties\":"u8) || !scan.Optional(",\"nextSteps\":"u8)
            || !scan.Optional(",\"selfColour\":"u8)
            || !scan.Skip(",\"evidence\":["u8) || !scan.Texts() || !scan.Skip("],\"signatory\":"u8) || !scan.Text(out _)
            || !scan.Skip(",\"timeliness\":"u8) || !scan.Text(out var timeliness) || Of(timeliness) is not { } when
            || !scan.Skip(",\"underExtension\":"u8) || !scan.Flag(out var isExtended)
            || !scan.Allow(",\"evidenceNotes\":[]"u8) || !scan.Allow(",\"confirmation\":\"named\""u8)
            || !scan._rest.SequenceEqual("}"u8))
        {
            return false;
        }

        report = new(instant, texts.Of(actor), targetId, version, period, unit, revision, value, noChange, null, when,
            isExtended);
        return true;
    }

    private bool Skip(ReadOnlySpan<byte> text)
    {
        var isThere = _rest.StartsWith(text);
        _rest = isThere ? _rest[text.Length..] : _rest;
        return isThere;
    }

    // With nothing in it that is written in another way than as it is.
    private bool Text(out ReadOnlySpan<byte> text)
    {
        text = default;
        var end = _rest.IsEmpty || _rest[0] != '"' ? -1 : _rest[1..].IndexOfAny((byte)'"', (byte)'\\');
        if (end < 0 || _rest[1 + end] == '\\')
        {
            return false;
        }

        text = _rest.Slice(1, end);
        _rest = _rest[(end + 2)..];
        return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.FindFirstCharacterToEncodeUtf8(text) < 0;
    }

    // Takes it where it is there.
    private bool Allow(ReadOnlySpan<byte> text)
    {
        Skip(text);
        return true;
    }

    private bool Optional(ReadOnlySpan<byte> name) => !Skip(name) || Text(out _);

    private bool Texts()
    {
        if (_rest.StartsWith("]"u8))
        {
            return true;
        }

        do
        {
            if (!Text(out _))
            {
                return false;
            }
        }
        while (Skip(","u8));
        return true;
    }

    private bool Flag(out bool value)
    {
        value = Skip("true"u8);
        return value || Skip("false"u8);
    }

    private bool Whole(out long value)
    {
        var length = _rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        value = 0;
        return length is > 0 and <= MostDigits && (length == 1 || _rest[0] != '0')
            && Utf8Parser.TryParse(_rest[..length], out value, out _) && Cut(length);
    }

    private bool Decimal(out decimal value)
    {
        var length = _rest.IndexOf((byte)',');
        value = 0;
        return length is > 0 and <= MostDigits && _rest[0] is >= (byte)'0' and <= (byte)'9'
            && (_rest[0] != '0' || length == 1 || _rest[1] == '.') && _rest[length - 1] != '.'
            && _rest[..length].IndexOfAnyExcept(Digits) < 0
            && Utf8Parser.TryParse(_rest[..length], out value, out var read) && read == length && Cut(length);
    }

    private bool Cut(int length)
    {
        _rest = _rest[length..];
        return true;
    }

    private static Timeliness? Of(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("onTime"u8) ? Timeliness.OnTime : text.SequenceEqual("late"u8) ? Timeliness.Late : null;

    // As UtcText writes it.
    private static bool TryInstant(ReadOnlySpan<byte> text, out DateTimeOffset instant)
    {
        Span<char> chars = stackalloc char[InstantLength];
        instant = default;
        return text.Length == InstantLength && Encoding.ASCII.GetChars(text, chars) == InstantLength
            && UtcText.TryParse(chars, out instant);
    }
}
