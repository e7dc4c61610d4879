using System.Text;
using System.Xml;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Unpacking;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>A part's XML, element by element. It resolves nothing, declares nothing and holds one node at a
/// time.</summary>
internal sealed class PartReader : IDisposable
{
    // A sheet's own elements nest five deep; extensions nest more.
    private const int Deepest = 64;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly MeteredText _text;
    private readonly XmlReader _xml;
    private int _nodes;

    public PartReader(string part, Stream bytes, TableLimits limits)
    {
        Part = part;

        // A reader of characters: ECMA-376 Part 2, 6.2.5 allows UTF-8 and, with its mark, UTF-16; no other encoding.
        _text = new(new StreamReader(bytes, Utf8, detectEncodingFromByteOrderMarks: true, 16 * 1024), part, limits);
        _xml = XmlReader.Create(_text, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = XlsxLimits.PartBytes,
            MaxCharactersFromEntities = 1,
            NameTable = new FewNames(part),
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
        });
    }

    public string Part { get; }

    public int Depth => _xml.Depth;

    public string Name => _xml.LocalName;

    public bool IsEmpty => _xml.IsEmptyElement;

    /// <summary>Whether a start tag of the workbook's own vocabulary is reached, strict or transitional: what
    /// extensions such as <c>x14ac</c> add is passed over.</summary>
    public bool IsElement => _xml.NodeType == XmlNodeType.Element && _xml.NamespaceURI is
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main" or "http://purl.oclc.org/ooxml/spreadsheetml/main"
        or "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <exception cref="RefusedException">What follows is no XML, or too much of it.</exception>
    public bool Read()
    {
        _text.NextNode();
        try
        {
            return ++_nodes <= XlsxLimits.Nodes
                ? _xml.Read() && (_xml.Depth <= Deepest ? true : throw Package.DamagedPart(Part))
                : throw RefusedException.TooLarge(new(
                    $"{RefusedException.Short(Part)} 中的行和单元格过多（多为设了格式的空白行列）；"
                        + "请删除表格以外的空白行列，或只把内容以数值粘贴到新的工作簿后上传。",
                    $"{RefusedException.Short(Part)} has too many rows and cells, most of them blank and formatted; "
                        + "delete the blank ones outside the table, or paste the values into a new workbook."));
        }
        catch (Exception broken) when (broken is XmlException || ZipBytes.IsDamage(broken))
        {
            throw Refused(broken);
        }
    }

    /// <summary>Reads to the part's first element, which must be this one.</summary>
    public PartReader Within(string root)
    {
        while (Read())
        {
            if (IsElement && Name == root)
            {
                return this;
            }

            if (_xml.NodeType == XmlNodeType.Element)
            {
                break;
            }
        }

        throw RefusedException.Invalid(RefusedException.Short(Part), NoXml);
    }

    public string? Attribute(string name) => _xml.GetAttribute(name);

    /// <summary>Whether an attribute is set (ECMA-376 Part 1, 22.9.2.1 and XML Schema's boolean).</summary>
    public bool Flag(string name) => Attribute(name) is "1" or "true" or "on";

    /// <summary>The attribute <c>r:id</c> of either vocabulary.</summary>
    public string? RelationshipId() =>
        _xml.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
        ?? _xml.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships");

    /// <summary>The text of the element that is reached, up to its end; null where it is longer.</summary>
    public string? Text(int most)
    {
        var (text, depth) = (new Pieces(most), _xml.Depth);
        if (_xml.IsEmptyElement)
        {
            return "";
        }

        while (Read() && _xml.Depth > depth)
        {
            var isText = _xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace
                or XmlNodeType.SignificantWhitespace;
            if (isText && _xml.Depth == depth + 1 && !text.Add(Value()))
            {
                return null;
            }
        }

        return text.ToString();
    }

    public void Dispose() => _xml.Dispose();

    // A text is read to its end only now, and what is wrong with it is found now.
    private string Value()
    {
        try
        {
            return _xml.Value;
        }
        catch (Exception broken) when (broken is XmlException || ZipBytes.IsDamage(broken))
        {
            throw Refused(broken);
        }
    }

    private RefusedException Refused(Exception broken) => broken is not XmlException
        ? Package.DamagedPart(Part)
        : RefusedException.Invalid(RefusedException.Short(Part), _text.HasDocumentType ? Declares : NoXml);

    private static readonly Text NoXml = new(
        "部件内容不是有效的工作簿 XML；请在 Excel 或 WPS 中打开并重新保存后上传。",
        "The part is not the XML of a workbook; open it, save it anew and send it again.");

    private static readonly Text Declares = new(
        "部件带有文档类型声明（DTD），其中可以定义实体，一律不读；请在 Excel 或 WPS 中重新保存后上传。",
        "The part has a document type, where entities are declared, and is not read; save the workbook anew.");
}
