using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Verification.Entries;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>One entry of every type with every member it may have, and entries made from them:
/// a test names what it is about, and the rest is there.</summary>
internal static class WholeEntry
{
    private static readonly Dictionary<string, JsonObject> ByType = ((string[])
    [
        """{"v":1,"type":"unit","at":"2018-07-01T01:02:03.000Z","actor":"office-1","version":1,"unit":{"code":"LSJ","name":"绿化市容局","kind":"department","onePersonSigns":true}}""",
        """{"v":1,"type":"target","at":"2018-07-01T01:02:03.000Z","actor":"office-1","version":1,"target":{"id":"JA2018-028","year":2018,"level":"departmental","field":"美丽静安","title":"建成公共绿地","nature":"binding","kind":"quantitative","leadUnit":"LSJ","source":"合成数据","requirement":"","unitOfMeasure":"万平方米","targetValue":7,"direction":"increase","aggregation":"cumulative"}}""",
        """{"v":1,"type":"period","at":"2018-07-01T01:02:03.000Z","actor":"office-1","version":1,"period":{"code":"2018-06","startsOn":"2018-06-01","endsOn":"2018-06-30","opensOn":"2018-07-01","dueOn":"2018-07-05","closesOn":"2018-07-10"},"reason":"系统升级"}""",
        """{"v":1,"type":"period-opened","at":"2018-07-01T01:02:03.000Z","actor":"service","period":"2018-06","logSize":7,"dueOn":"2018-07-05","postponeDays":30}""",
        """{"v":1,"type":"period-closed","at":"2018-07-11T01:02:03.000Z","actor":"service","period":"2018-06","logSize":7,"cause":"windowEnded"}""",
        """{"v":1,"type":"extension","at":"2018-07-01T01:02:03.000Z","actor":"office-1","period":"2018-06","unit":"LSJ","targetId":"JA2018-028","until":"2018-07-31","reason":"补报","request":5}""",
        """{"v":1,"type":"extension-request","at":"2018-07-01T01:02:03.000Z","actor":"lsj-1","period":"2018-06","unit":"LSJ","targetId":"JA2018-028","until":"2018-07-31","reason":"停电"}""",
        """{"v":1,"type":"extension-refusal","at":"2018-07-01T01:02:03.000Z","actor":"office-1","period":"2018-06","unit":"LSJ","targetId":"JA2018-028","request":5,"reason":"未见停电记录"}""",
        """{"v":1,"type":"progress","at":"2018-07-01T01:02:03.000Z","actor":"lsj-1","targetId":"JA2018-028","targetVersion":1,"period":"2018-06","unit":"LSJ","revision":1,"value":3.1,"noChange":false,"nodes":[{"code":"N1","doneOn":"2018-06-30","forecastOn":"2018-06-30"}],"narrative":"已完成","difficulties":"无","nextSteps":"无","selfColour":"green","evidence":["ab"],"signatory":"王五","timeliness":"onTime","underExtension":false,"warnings":[{"code":"valueFell","message":"累计值下降","node":"N1","before":"4","now":"3.1"}],"answersRemarks":[6],"evidenceNotes":[{"sha256":"ab","page":"3-5","title":"验收结论","asOf":"2018-06-30"}],"confirmation":"twoPeople","operator":"lsj-2","openedAt":"2018-06-30T01:02:03.000Z","waitsFor":[{"since":"2018-06-11","what":"用地批复","unit":"FGW","targetId":"JA2018-003"}],"part":{"doneOn":"2018-06-30","forecastOn":"2018-06-30"}}""",
        """{"v":1,"type":"remark","at":"2018-07-01T01:02:03.000Z","actor":"office-1","targetId":"JA2018-028","period":"2018-06","unit":"LSJ","revision":1,"progress":5,"code":"unclear","text":"请说明开工时间"}""",
        """{"v":1,"type":"waiting-answer","at":"2018-07-01T01:02:03.000Z","actor":"fgw-1","unit":"FGW","targetId":"JA2018-028","period":"2018-06","waitingUnit":"LSJ","progress":5,"item":1,"done":false,"expectedOn":"2018-07-20","text":"已报市局"}""",
        """{"v":1,"type":"certified-value","at":"2018-07-01T01:02:03.000Z","actor":"tjj-1","targetId":"JA2018-028","targetVersion":1,"period":"2018-06","unit":"TJJ","revision":2,"value":3.1,"asOf":"2018-06-30","note":"月报","source":"统计月报","reason":"更正","late":false}""",
        """{"v":1,"type":"evidence","at":"2018-07-01T01:02:03.000Z","actor":"lsj-1","unit":"LSJ","sha256":"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd","size":482113,"mediaType":"application/pdf","title":"验收单","asOf":"2018-06-30"}""",
        """{"v":1,"type":"evidence-removal","at":"2018-07-01T01:02:03.000Z","actor":"office-1","sha256":"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd","orderedBy":"区人民法院","reason":"《个人信息保护法》第四十七条"}""",
        """{"v":1,"type":"public-page","at":"2018-07-01T01:02:03.000Z","actor":"office-1","version":1,"open":true,"reason":"接受监督"}""",
        """{"v":1,"type":"assessor","at":"2018-07-05T01:02:03.000Z","actor":"firm-1","kid":"k-1","publicKey":{"kty":"EC","crv":"P-256","x":"xx","y":"yy"},"name":"赵六","replaces":"k-0","founding":4,"jws":"h.p.s"}""",
        """{"v":1,"type":"assessor-revocation","at":"2018-07-05T01:02:03.000Z","actor":"firm-1","kid":"k-1","reason":"遗失","compromisedSince":"2018-06-01T00:00:00.000Z","jws":"h.p.s"}""",
        """{"v":1,"type":"conflict","at":"2018-07-05T01:02:03.000Z","actor":"firm-1","kid":"k-1","unit":"LSJ","reason":"曾任职","ended":false,"jws":"h.p.s"}""",
        """{"v":1,"type":"access-approval","at":"2018-07-05T01:02:03.000Z","actor":"anonymous","kid":"k-1","fingerprint":"ff","name":"firm-1","role":"evaluator","until":"2019-07-01T00:00:00.000Z","access":7,"jws":"h.p.s"}""",
        """{"v":1,"type":"scheme","at":"2018-07-05T01:02:03.000Z","actor":"seeds","version":"2018.1","document":{"version":"2018.1"}}""",
        """{"v":1,"type":"rating","at":"2018-07-05T01:02:03.000Z","actor":"firm-1","kid":"k-1","period":"2018-06","targetId":"JA2018-028","targetVersion":1,"class":"toward-target","colour":"red","suggested":"yellow","scheme":"2018.1","supersedes":3,"inputs":{"month":6,"cutOff":"2018-06-30","lastPeriod":false},"units":["LSJ"],"jws":"h.p.s","factsSize":7,"title":"建成公共绿地","leadName":"绿化市容局","unitOfMeasure":"万平方米"}""",
        """{"v":1,"type":"second-mark","at":"2018-07-05T01:02:03.000Z","actor":"firm-1","kid":"k-1","period":"2018-06","targetId":"JA2018-028","targetVersion":1,"class":"toward-target","colour":"red","suggested":"yellow","scheme":"2018.1","rating":5,"inputs":{"month":6,"cutOff":"2018-06-30","lastPeriod":false},"units":["LSJ"],"jws":"h.p.s","factsSize":7}""",
        """{"v":1,"type":"sample","at":"2018-07-05T01:02:03.000Z","actor":"firm-1","period":"2018-06","seed":"ab","logSize":7,"share":0.5,"shares":{"nodes":0.5},"classes":[{"class":"quantitative","targets":1}],"targets":["JA2018-028"]}""",
        """{"v":1,"type":"report","at":"2018-07-05T01:02:03.000Z","actor":"firm-1","kid":"k-1","period":"2018-06","scheme":"2018.1","sha256":"ab","jws":"h.p.s","logSize":0}""",
        """{"v":1,"type":"refusal","at":"2018-07-05T01:02:03.000Z","actor":"service","caller":"office-1","role":"office","method":"DELETE","route":"/api/v1/ratings/{**rest}","since":"2018-07-05T00:52:03.000Z","count":7}""",
        """{"v":1,"type":"access","at":"2018-07-01T01:02:03.000Z","actor":"service","name":"王五","role":"reporter","unit":"LSJ","fingerprint":"ff","until":"2019-07-01T00:00:00.000Z","signs":true}""",
        """{"v":1,"type":"access-ended","at":"2018-07-05T01:02:03.000Z","actor":"service","name":"firm-1","role":"evaluator","fingerprint":"ff","access":7}""",
        """{"v":1,"type":"rotation","at":"2018-07-05T01:02:03.000Z","actor":"operator","next":{"origin":"log.test/next","key":"k"},"previous":{"origin":"log.test/previous","key":"k"}}""",
        """{"v":1,"type":"adoption","at":"2018-07-05T01:02:03.000Z","actor":"operator","size":7,"lost":{"size":9,"root":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="},"previous":{"origin":"log.test/previous","key":"k"},"reason":"磁盘损坏"}""",
        """{"v":1,"type":"ledger-digest","at":"2018-07-05T01:02:03.000Z","actor":"service","digest":"{\"block_id\":7}"}""",
    ]).Select(json => JsonNode.Parse(json)!.AsObject()).ToDictionary(e => (string)e["type"]!);

    /// <summary>The types that have one.</summary>
    public static IEnumerable<string> Types => ByType.Keys;

    /// <summary>A copy of the one of that type, with every member it may have.</summary>
    public static JsonObject OfType(string type) => ByType[type].DeepClone().AsObject();

    /// <summary>The members given, those that have to be there beside them, in the order of the format;
    /// what is no such entry is left as it is.</summary>
    public static string Complete(string entry) =>
        Parse(entry) is { } members ? Complete(members).ToJsonString(WireJson.Options) : entry;

    private static JsonObject Complete(JsonObject members)
    {
        var (type, whole) = ((string)members["type"]!, new JsonObject());
        foreach (var parameter in EntryTypes.RecordOf(type).GetConstructors()[0].GetParameters())
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
            var isNeeded = !parameter.HasDefaultValue
                && new System.Reflection.NullabilityInfoContext()
                    .Create(parameter).ReadState != System.Reflection.NullabilityState.Nullable;
            if ((members.ContainsKey(name) ? members[name] : isNeeded ? ByType[type][name] : null) is { } value)
            {
                whole[name] = value.DeepClone();
            }
        }

        foreach (var (name, value) in members.Where(m => m.Value is not null && !whole.ContainsKey(m.Key)))
        {
            whole[name] = value!.DeepClone(); // what no such entry has
        }

        return whole;
    }

    private static JsonObject? Parse(string entry)
    {
        try
        {
            return JsonNode.Parse(entry) is JsonObject members && (string?)members["type"] is { } type
                && ByType.ContainsKey(type) ? members : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
