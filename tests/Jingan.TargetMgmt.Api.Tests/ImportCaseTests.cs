using System.Net.Http.Headers;
using System.Text;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Target tables as clerks send them: the seeds' columns, saved by a spreadsheet or written by hand.</summary>
public abstract class ImportCaseTests(ServiceFactory service)
{
    private const string Columns =
        "id,year,level,parentId,field,title,requirement,nature,kind,unitOfMeasure,baseline,targetValue,provisional,"
        + "direction,aggregation,plan,planShape,nodes,leadUnit,coUnits,certifyingUnit,weight,source";

    private static readonly string Two = $"{Columns}\r\n{Row("TC-901")}\r\n{Row("TC-902")}\r\n";

    private static string Row(
        string id, string requirement = "", string value = "10", string provisional = "false", string lead = "LSJ",
        string coUnits = "", string unit = "个", string year = "2018") =>
        $"{id},{year},departmental,,民生,甲,{requirement},binding,quantitative,{unit},,{value},{provisional},increase,"
        + $"cumulative,,,,{lead},{coUnits},,,测试";

    // Case 5.
    [Theory, InlineData("FALSE"), InlineData("False"), InlineData("否"), InlineData("ＦＡＬＳＥ")]
    public async Task False_is_false_however_a_spreadsheet_spells_it(string provisional)
    {
        var answer = await DryRunAsync($"{Columns}\r\n{Row("TC-901", provisional: provisional)}\r\n");
        Assert.Equal(("ready", $"M2 {provisional} false"), (Outcomes(answer), ReadAs(answer)));
    }

    // Cases 6 and 7.
    [Theory]
    [InlineData(",,,,,,,,,,,,,,,,,,,,,,\r\n,,,,,,,,,,,,,,,,,,,,,,\r\n", "")]
    [InlineData("\r\n\r\n , \r\n", "")]
    [InlineData("", ",,")]
    public async Task Blank_rows_and_columns_are_nothing(string behind, string right) => Assert.Equal("ready ready",
        Outcomes(await DryRunAsync(Two.Replace("\r\n", right + "\r\n", StringComparison.Ordinal) + behind)));

    // Cases 8 and 9.
    [Theory]
    [InlineData("gb18030", "text/csv", "GB18030，以逗号分隔")]
    [InlineData("gb18030", "text/csv; charset=gbk", "GB18030，以逗号分隔")]
    [InlineData("utf-16", "text/csv", "UTF-16 LE，以制表符分隔")]
    [InlineData("utf-8", "text/csv; charset=utf-8", "UTF-8，以分号分隔")]
    public async Task A_table_is_read_in_the_encoding_and_with_the_separator_that_it_has(
        string encoding, string mediaType, string said)
    {
        var its = encoding == "gb18030"
            ? CodePagesEncodingProvider.Instance.GetEncoding(encoding)!
            : Encoding.GetEncoding(encoding);
        var text = encoding switch
        {
            "utf-16" => Two.Replace(',', '\t'),
            "utf-8" => "sep=;\r\n" + Two.Replace(',', ';'),
            _ => Two,
        };
        var answer = await SendAsync([.. its.GetPreamble(), .. its.GetBytes(text)], mediaType);
        Assert.Equal((200, "ready ready", said), (answer.Status, Outcomes(answer), (string?)answer["readAs"]["file"]));
    }

    // Case 11: the office's own list of tasks.
    [Fact]
    public async Task A_table_of_another_layout_is_mapped_and_not_guessed()
    {
        var before = await service.SizesAsync();
        var answer = await SendAsync(CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes("""
            2020年区政府重点工作任务分解表,,,,,,,,,
            序号,领域,目标任务,目标值,牵头单位,配合单位,一季度,二季度,三季度,四季度
            1,一、经济,区级一般公共预算收入同比增长,1%,区财政局,区税务局、区统计局,—,0,0.5,1
            ,,,,,,,,,
            注：以上任务由区政府办公室负责解释,,,,,,,,,
            """), "text/csv", "");
        Assert.Equal((400, "/header"), (answer.Status, answer.Pointers.Single()));
        var said = answer["errors"]["/header"]!.AsArray().Select(e => (string)e!).ToList();
        Assert.StartsWith("第 2 行看起来是表头", said[0], StringComparison.Ordinal);
        Assert.Contains("模板", said[1], StringComparison.Ordinal);
        Assert.Contains("A2“序号”：未知的列", said);
        Assert.Contains("C2“目标任务”→ 目标（title）", said);
        Assert.Contains("G2“一季度”→ 一季度（Q1）", said);
        Assert.Contains("缺少列：编号（id）、年度（year）、层级（level）、性质（nature）、类型（kind）、来源（source）", said);
        Assert.Contains(said, s => s.StartsWith("A1“2020年区政府重点工作任务分解表”", StringComparison.Ordinal));
        Assert.Contains(said, s => s.StartsWith("A5“注：", StringComparison.Ordinal));
        Assert.Equal(before, await service.SizesAsync());
    }

    // Case 12.
    [Fact]
    public async Task Units_go_by_their_names_the_first_leads_and_parts_stay_open()
    {
        var file = $"{Columns}\r\n{Row("TC-921", lead: "静安区绿化和市容管理局", coUnits: "JGW;静安区财政局")}\r\n"
            + $"{Row("TC-922", lead: "区绿化市容局、区财政局", coUnits: "JGW|图纸|2018年6月20日")}\r\n";
        var trial = await DryRunAsync(file);
        Assert.Equal(
            "S2 静安区绿化和市容管理局 LSJ / T2 JGW;静安区财政局 JGW;CZJ / S3 区绿化市容局、区财政局 LSJ、CZJ / "
                + "T3 JGW|图纸|2018年6月20日 JGW|图纸|2018-06-20",
            ReadAs(trial));
        Assert.Equal(201, (await SendAsync(Encoding.UTF8.GetBytes(file), "text/csv", "")).Status);
        Assert.Equal("LSJ JGW: CZJ:", await UnitsOfAsync("TC-921"));
        Assert.Equal("LSJ JGW:图纸 CZJ:", await UnitsOfAsync("TC-922"));

        var unknown = await DryRunAsync($"{Columns}\r\n{Row("TC-923", lead: "区财务局")}\r\n");
        Assert.Equal("/0/leadUnit", unknown.Pointers.Single());
        Assert.StartsWith("S2 leadUnit：收到“区财务局”；没有此单位；是否为 静安区财政局（CZJ）", Errors(unknown), StringComparison.Ordinal);
    }

    // Case 13.
    [Fact]
    public async Task An_id_of_another_year_is_refused_by_cell()
    {
        var answer = await DryRunAsync($"{Columns}\r\n{Row("JA2018-931", year: "2019")}\r\n");
        Assert.Equal("/0/id", answer.Pointers.Single());
        Assert.StartsWith("A2 id：", Errors(answer), StringComparison.Ordinal);
    }

    // Case 14.
    [Fact]
    public async Task A_bullet_is_text_and_what_an_export_marked_comes_back_without_the_mark()
    {
        var file = $"{Columns}\r\n{Row("TC-941", "\"- 第一点\n- 第二点\"")}\r\n{Row("TC-942", "'=1+1")}\r\n";
        Assert.Equal(201, (await SendAsync(Encoding.UTF8.GetBytes(file), "text/csv", "")).Status);
        Assert.Equal("- 第一点\n- 第二点", (string?)(await service.Office.ReadAsync("targets/TC-941"))["requirement"]);
        Assert.Equal("=1+1", (string?)(await service.Office.ReadAsync("targets/TC-942"))["requirement"]);
    }

    // Case 18.
    [Fact]
    public async Task A_node_a_line_is_a_node() => Assert.Equal("ready", Outcomes(await DryRunAsync(
        $"{Columns}\r\nTC-951,2018,departmental,,民生,甲,,binding,milestone,,,,,,,,,\"N1|开工|2018-06-30;\n"
            + "N2｜竣工｜2018.12.31\",LSJ,,,,测试\r\n")));

    [Fact]
    public async Task Quarters_in_columns_are_the_plan_under_the_offices_headings()
    {
        var file = "编号,年度,层级,领域,目标,性质,类型,计量单位,目标值,方向,累计方式,一季度,二季度,三季度,四季度,牵头单位,来源\r\n"
            + "TC-961,2018年,部门,民生,甲,约束性,定量,%,55%,上升,累计,10%,２０,,55,绿化市容局,测试\r\n";
        var answer = await SendAsync(Encoding.UTF8.GetBytes(file), "text/csv", "");
        Assert.Equal(201, answer.Status);
        var target = await service.Office.ReadAsync("targets/TC-961");
        Assert.Equal("2018-Q1=10 2018-Q2=20 2018-Q4=55",
            string.Join(' ', target["plan"].AsArray().Select(p => $"{p!["period"]}={p["value"]}")));
        Assert.Contains("I2 55% 55", ReadAs(answer), StringComparison.Ordinal);

        var refused = await DryRunAsync(file.Replace("TC-961", "TC-962", StringComparison.Ordinal)
            .Replace("10%", "约10", StringComparison.Ordinal).Replace(",55,", ",9,", StringComparison.Ordinal));
        Assert.Equal("/0/plan/0/value", refused.Pointers.Single());
        Assert.StartsWith("L2 plan/0/value：收到“约10”", Errors(refused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_error_names_its_cell_and_all_are_said_at_once()
    {
        var answer = await DryRunAsync($"{Columns}\r\n{Row("TC-971", value: "\"1,234.5\"")}\r\n\r\n"
            + $"{Row("TC-972", value: "约3.1", provisional: "也许", coUnits: "a|b|c|d")}\r\n"
            + $"{Row("TC-973", value: "20家")}\r\n");
        Assert.Equal("ready rejected rejected", Outcomes(answer));
        Assert.Equal([2, 4, 5], answer["rows"].AsArray().Select(r => (int)r!["row"]!));
        Assert.Equal(["/1/targetValue", "/1/provisional", "/1/coUnits", "/2/targetValue"], answer.Pointers);
        Assert.Equal(["L4 targetValue", "M4 provisional", "T4 coUnits", "L5 targetValue"],
            Errors(answer).Split('\n').Select(e => e.Split('：')[0]));

        using var english = service.Office;
        english.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        Assert.Contains("is \"20家\"; write 20", Errors(await english.PostTextAsync("targets/import?dryRun=true",
            $"{Columns}\r\n{Row("TC-973", value: "20家")}\r\n", "text/csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_read_as_it_is()
    {
        var answer = await service.Office.PostAsync(
            "units/import", """[{"code":"CZJ","name":"静安区财政局","kind":"department"}]""");
        Assert.Equal("""{"file":null,"cells":[],"moreCells":0}""", answer["readAs"].ToJsonString());
        Assert.Empty(answer["ignored"].AsArray());
    }

    [Fact]
    public async Task Periods_and_units_are_read_in_the_words_of_people_too()
    {
        var periods = await SendAsync(Encoding.UTF8.GetBytes(
            "填报期,期初日,期末日,开放日,截止日,关闭日\n2019年1月,2019年1月1日,2019/1/31,2019.1.1,2019-2-12,２０１９-02-17\n"),
            "text/csv", "?dryRun=true", "periods");
        Assert.Equal((200, "created"), (periods.Status, Outcomes(periods)));
        Assert.StartsWith("A2 2019年1月 2019-01 / B2 2019年1月1日 2019-01-01", ReadAs(periods), StringComparison.Ordinal);
        var units = await SendAsync(Encoding.UTF8.GetBytes("单位代码,单位名称,单位类别,一人填报并签发\nXF,信访办,部门,✓\n"), "text/csv",
            "?dryRun=true", "units");
        Assert.Equal("created", Outcomes(units));
    }

    private async Task<string> UnitsOfAsync(string id)
    {
        var target = await service.Office.ReadAsync("targets/" + id);
        return $"{target["leadUnit"]} "
            + string.Join(' ', target["coUnits"].AsArray().Select(c => $"{c!["unit"]}:{c["part"]}"));
    }

    private Task<Answer> DryRunAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), "text/csv");

    private Task<Answer> SendAsync(
        byte[] file, string mediaType, string query = "?dryRun=true", string what = "targets") =>
        service.Office.SendAsync(HttpMethod.Post, $"{what}/import{query}", new ByteArrayContent(file)
        {
            Headers = { ContentType = MediaTypeHeaderValue.Parse(mediaType) },
        });

    private static string Outcomes(Answer answer) =>
        string.Join(' ', answer["rows"].AsArray().Select(r => (string?)r!["outcome"]));

    private static string Errors(Answer answer) =>
        string.Join('\n', answer["rows"].AsArray().SelectMany(r => r!["errors"]!.AsArray()).Select(e => (string?)e));

    private static string ReadAs(Answer answer) => string.Join(" / ", answer["readAs"]["cells"]!.AsArray()
        .Select(c => $"{c!["cell"]} {c["found"]} {c["value"]}"));
}

public sealed class SqliteImportCaseTests(SqliteFactory service)
    : ImportCaseTests(service), IClassFixture<SqliteFactory>;
