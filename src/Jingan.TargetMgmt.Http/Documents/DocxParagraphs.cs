using System.Text;
using System.Xml;

namespace Jingan.TargetMgmt.Http.Documents;

/// <summary>Gathers the text of a document's paragraphs, node by node: what a reader sees, without deletions and
/// without what is kept twice for older programs.</summary>
/// <param name="most">The most characters.</param>
internal sealed class DocxParagraphs(int most)
{
    private readonly StringBuilder _text = new();
    private int _skippedAbove = -1;
    private bool _isText;

    public string Text => _text.ToString();

    /// <summary>Takes the node that the reader has reached; false where there is too much text.</summary>
    public bool Take(XmlReader xml)
    {
        if (_skippedAbove >= 0)
        {
            _skippedAbove = xml.NodeType == XmlNodeType.EndElement && xml.Depth <= _skippedAbove ? -1 : _skippedAbove;
            return true;
        }

        switch (xml.NodeType)
        {
            case XmlNodeType.Element:
                Begin(xml);
                break;
            case XmlNodeType.EndElement:
                _isText = false;
                if (xml.LocalName == "p" && IsWord(xml))
                {
                    _text.Append('\n');
                }

                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace
                when _isText:
                _text.Append(xml.Value);
                break;
            default:
                break;
        }

        return _text.Length <= most;
    }

    private void Begin(XmlReader xml)
    {
        // Alternatives repeat a text box for programs that do not know its newer form; moved text stands elsewhere too.
        var isTwice = xml.LocalName == "Fallback" || (xml.LocalName is "moveFrom" or "del" && IsWord(xml));
        if (isTwice && !xml.IsEmptyElement)
        {
            _skippedAbove = xml.Depth;
        }
        else if (IsWord(xml))
        {
            _isText = xml.LocalName == "t" && !xml.IsEmptyElement;
            _text.Append(xml.LocalName switch
            {
                "tab" => " ",
                "br" or "cr" => "\n",
                "p" when xml.IsEmptyElement => "\n",
                "outlineLvl" or "pStyle" when IsHeading(xml) => "# ",
                _ => "",
            });
        }
    }

    // Where the numbering is automatic, the style alone says that a paragraph is a heading.
    private bool IsHeading(XmlReader xml)
    {
        var value = xml.GetAttribute("val", xml.NamespaceURI) ?? "";
        var isHeading = xml.LocalName == "outlineLvl"
            ? value is ['0' or '1' or '2']
            : value.StartsWith("Heading", StringComparison.OrdinalIgnoreCase)
                || value.StartsWith("标题", StringComparison.Ordinal);
        return isHeading && (_text.Length == 0 || _text[^1] == '\n');
    }

    // Transitional and strict.
    private static bool IsWord(XmlReader xml) => xml.NamespaceURI is
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        or "http://purl.oclc.org/ooxml/wordprocessingml/main";
}
