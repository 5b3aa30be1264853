using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Jiban.Dispatch.Contracts;

namespace Jiban.Host.Commands;

/// <summary>A training's report beside its model: a page for people, <c>NAME.report.html</c>, and the same figures, <c>NAME.report.json</c>.</summary>
internal static class TrainingReportFiles
{
    private const UnixFileMode Closed = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>Writes both, closed to other users: they quote citizens.</summary>
    public static (string Page, string Data) Write(TrainingReport report, string model)
    {
        var page = Path.ChangeExtension(model, ".report.html");
        var data = Path.ChangeExtension(model, ".report.json");
        Write(page, Page(report, Path.GetFileNameWithoutExtension(model)));
        Write(data, JsonSerializer.Serialize(report, Json));
        return (page, data);
    }

    private static void Write(string path, string text)
    {
        var making = $"{path}.{Path.GetRandomFileName()}.new";
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = Closed,
        };
        using (var writer = new StreamWriter(making, new UTF8Encoding(false), options))
        {
            writer.Write(text);
        }

        File.Move(making, path, overwrite: true);
    }

    private static string Page(TrainingReport report, string name)
    {
        var page = new StringBuilder();
        Add(
            page,
            $"""
            <!doctype html>
            <html lang="zh-CN"><meta charset="utf-8"><title>{name}</title>
            <style>body{"{font:16px/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em}"} table{"{border-collapse:collapse}"} td,th{"{border:1px solid #ccc;padding:.2em .6em;text-align:right}"} td.t,th.t{"{text-align:left}"} b{"{background:#e6f2e6}"}</style>
            <h1>模型 {name}</h1>
            <p>{report.Texts} 条文本，其中 {report.HeldOut} 条轮流留出检验（五折），{report.Features} 个特征，{report.Took.TotalSeconds:0.0} 秒。</p>
            <p>准确率 {report.Accuracy:0.0000}，宏平均 F1 {report.MacroF1:0.0000}，校准误差 {report.CalibrationError:0.000}。</p>

            """
        );
        Levels(page, report);
        Labels(page, report);
        Confusion(page, report);
        Calibration(page, report);
        Errors(page, report);
        return page.Append("</html>\n").ToString();
    }

    private static void Levels(StringBuilder page, TrainingReport report)
    {
        if (report.Levels.Count == 0)
        {
            return;
        }

        page.Append(
            "<h2>各级</h2><p>标签是多级路径：逐级往下判，每一级的准确程度。</p><table><tr><th>级<th>类数<th>准确率<th>宏平均 F1<th>校准误差\n"
        );
        foreach (var level in report.Levels)
        {
            Add(
                page,
                $"<tr><td>{level.Level}<td>{level.Labels}<td>{level.Accuracy:0.0000}<td>{level.MacroF1:0.0000}<td>{level.CalibrationError:0.000}\n"
            );
        }

        page.Append("</table>\n");
    }

    private static void Labels(StringBuilder page, TrainingReport report)
    {
        page.Append("<h2>各类</h2><table><tr><th class=t>类别<th>精确率<th>召回率<th>F1<th>条数\n");
        foreach (var score in report.Labels)
        {
            Add(
                page,
                $"<tr><td class=t>{Html(score.Label)}<td>{score.Precision:0.000}<td>{score.Recall:0.000}<td>{score.F1:0.000}<td>{score.Support}\n"
            );
        }

        page.Append("</table>\n");
    }

    private static void Confusion(StringBuilder page, TrainingReport report)
    {
        page.Append(
            "<h2>混淆矩阵</h2><p>行为实际类别，列为判定类别；只列出现过的。</p><table><tr><th class=t>实际<th class=t>判为<th>条数\n"
        );
        var cells =
            from truth in Enumerable.Range(0, report.Labels.Count)
            from said in Enumerable.Range(0, report.Labels.Count)
            let texts = report.Confusion[truth][said]
            where texts > 0
            orderby truth, texts descending
            select (truth, said, texts);
        foreach (var (truth, said, texts) in cells)
        {
            var mark = truth == said ? "b" : "span";
            Add(
                page,
                $"<tr><td class=t>{Html(report.Labels[truth].Label)}<td class=t><{mark}>{Html(report.Labels[said].Label)}</{mark}><td>{texts}\n"
            );
        }

        page.Append("</table>\n");
    }

    private static void Calibration(StringBuilder page, TrainingReport report)
    {
        page.Append("<h2>校准</h2><table><tr><th>平均概率<th>判对比例<th>条数\n");
        foreach (var bin in report.Calibration)
        {
            Add(page, $"<tr><td>{bin.Probability:0.000}<td>{bin.Right:0.000}<td>{bin.Texts}\n");
        }

        page.Append("</table>\n");
    }

    private static void Errors(StringBuilder page, TrainingReport report)
    {
        page.Append(
            "<h2>把握最大的错误</h2><table><tr><th>概率<th class=t>实际<th class=t>判为<th class=t>原文\n"
        );
        foreach (var error in report.WorstErrors)
        {
            Add(
                page,
                $"<tr><td>{error.Probability:0.000}<td class=t>{Html(error.Label)}<td class=t>{Html(error.Said)}<td class=t>{Html(error.Text)}\n"
            );
        }

        page.Append("</table>\n");
    }

    private static string Html(string text) => WebUtility.HtmlEncode(text);

    private static void Add(StringBuilder page, FormattableString text) =>
        page.Append(text.ToString(CultureInfo.InvariantCulture));
}
