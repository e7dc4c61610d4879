using System.Security.Cryptography;
using System.Text;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Print;

/// <summary>The look of the page on a screen and on A4, and the policy that allows this and nothing else.</summary>
internal sealed class PageStyle
{
    private const string Common = """
        body { font: 14px/1.5 "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif;
          margin: 1.5rem auto; max-width: 75rem; padding: 0 1rem; color: #1a1a1a; background: #fff; }
        h1 { font-size: 1.6rem; margin: 0; }
        h2 { font-size: 1.15rem; margin: 1.6rem 0 .5rem; break-after: avoid; }
        .cut { color: #444; margin: .3rem 0 1rem; }
        table { border-collapse: collapse; width: calc(100% - 1px); margin: .6rem 0; }
        caption { text-align: left; color: #444; padding: .2rem 0; }
        th, td { border: 1px solid #888; padding: .2rem .4rem; text-align: left; vertical-align: top;
          overflow-wrap: anywhere; }
        thead th { background: #e7e9ec; }
        td.n { text-align: right; white-space: nowrap; }
        td.s, th.s { white-space: nowrap; }
        td.w { white-space: pre-line; }
        td.k, th.k { color: #fff; font-weight: bold; white-space: nowrap; }
        tr.total { font-weight: bold; }
        tr.group { break-after: avoid; background: #f4f5f6; }
        figure { margin: .5rem 0; break-inside: avoid; }
        svg { display: block; max-width: 100%; height: auto; }
        svg text { font-size: 12px; }
        code { overflow-wrap: anywhere; }
        .beside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
          white-space: nowrap; }
        @page { size: A4 landscape; margin: 12mm;
          @bottom-right { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; } }
        @media print {
          body { margin: 0; max-width: none; padding: 0; font-size: 9pt; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          thead { display: table-header-group; }
          tr, table.short { break-inside: avoid; }
          section.new { break-before: page; }
        }
        """;

    private PageStyle(string css) => Css = css;

    public string Css { get; }

    /// <summary>No script, no frame, no form, nothing from anywhere; of styles this one alone.</summary>
    public string Policy => "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-"
        + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css))) + "'";

    /// <summary>With a class for each colour, by its place in the report.</summary>
    public static PageStyle Of(IReadOnlyList<SchemeColour> colours) => new(
        Common.ReplaceLineEndings("\n") + "\n"
        + string.Concat(colours.Index().Select(c => $".k{c.Index} {{ background: {c.Item.Hex}; }}\n")));
}
