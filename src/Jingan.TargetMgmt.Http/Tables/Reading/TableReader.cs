using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Tables.Separated;
using Jingan.TargetMgmt.Http.Tables.Xlsx;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Jingan.TargetMgmt.Http.Tables.Reading;

/// <summary>Reads a table in whatever form it comes.</summary>
public static class TableReader
{
    /// <summary>The media types that are read.</summary>
    public static readonly IReadOnlyList<string> MediaTypes = [Csv.MediaType, XlsxReader.MediaType];

    /// <summary>The table, or why it cannot be read.</summary>
    /// <param name="mediaType">Its media type, with the charset where one is named.</param>
    /// <param name="file">Its bytes.</param>
    /// <param name="limits">How much is read.</param>
    public static TableRead Read(string? mediaType, ReadOnlyMemory<byte> file, TableLimits limits)
    {
        if (file.Length > limits.Bytes)
        {
            return new(null, RequestLimits.TooLarge(limits.Bytes));
        }

        var type = MediaTypeHeaderValue.TryParse(mediaType, out var named) ? named : null;
        return type?.MediaType.Value?.ToLowerInvariant() switch
        {
            Csv.MediaType => SeparatedReader.Read(
                file.Span, HeaderUtilities.RemoveQuotes(type.Charset).Value, limits),
            XlsxReader.MediaType => XlsxReader.Read(file, limits),
            _ => new(null, RequestErrors.ForStatus(StatusCodes.Status415UnsupportedMediaType)),
        };
    }
}
