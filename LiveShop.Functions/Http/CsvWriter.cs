using System.Buffers;
using System.Text;

namespace LiveShop.Functions.Http;

/// <summary>
/// Writes CSV (RFC 4180) in UTF-8, with a byte order mark by which spreadsheets recognise it. A text that a spreadsheet would run
/// as a formula gets an apostrophe before it (https://owasp.org/www-community/attacks/CSV_Injection).
/// </summary>
internal sealed class CsvWriter(Stream stream) : IAsyncDisposable
{
    public const string MediaType = "text/csv";
    public const string ContentType = $"{MediaType}; charset=utf-8; header=present";

    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",\r\n");
    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r\n");

    private readonly StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);

    public Task WriteAsync(IReadOnlyList<string?> row, CancellationToken cancellation) =>
        writer.WriteAsync($"{string.Join(',', row.Select(Field))}\r\n".AsMemory(), cancellation);

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var safe = FormulaStarts.Contains(text[0]) ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny(Quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
