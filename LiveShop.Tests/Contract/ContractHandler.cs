using System.Text;
using System.Text.RegularExpressions;

namespace LiveShop.Tests.Contract;

/// <summary>
/// Stands in every client that the tests use, and holds each answer of the API to its document. No answer may hold the
/// caller's token or a piece of a stack trace either.
/// </summary>
internal sealed partial class ContractHandler() : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!ApiContract.Covers(request.RequestUri!) || IsPreflight(request))
            return await base.SendAsync(request, cancellationToken);

        var sent = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
        var answer = await base.SendAsync(request, cancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        var wrong = ApiContract.Current.Differences(request, sent, answer, body).Concat(Leaks(request, answer, body)).ToList();
        Assert.True(wrong.Count == 0,
            $"{request.Method} {request.RequestUri} answered {(int)answer.StatusCode}, which breaks the contract: {string.Join("; ", wrong)}\n{Encoding.UTF8.GetString(body)}");
        return answer;
    }

    private static bool IsPreflight(HttpRequestMessage request) =>
        request.Method == HttpMethod.Options && request.Headers.Contains("Access-Control-Request-Method");

    private static IEnumerable<string> Leaks(HttpRequestMessage request, HttpResponseMessage answer, byte[] body)
    {
        var text = $"{answer.Headers}{answer.Content.Headers}{Encoding.UTF8.GetString(body)}";
        if (request.Headers.Authorization?.Parameter is { Length: > 0 } token && text.Contains(token, StringComparison.Ordinal))
            yield return "it holds the caller's token";
        if (StackFrame().IsMatch(text))
            yield return "it holds a stack trace";
    }

    [GeneratedRegex(@"\bat [\w.<>`]+\.[\w.<>`]+\(|\.cs:line \d|(System|Microsoft|LiveShop)\.[\w.]*Exception\b")]
    private static partial Regex StackFrame();
}
