using System.Text;
using LiveShop.Tests.Local;

namespace LiveShop.Tests.Contract;

/// <summary>
/// Stands in every client that the tests use, and holds each answer of the API to its document. No answer may hold the
/// caller's token or a piece of a stack trace either.
/// </summary>
internal sealed class ContractHandler(Secrets secrets) : DelegatingHandler(NewHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsPreflight(request))
            return await base.SendAsync(request, cancellationToken);

        var sent = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
        var answer = await base.SendAsync(request, cancellationToken);
        if (IsEndless(answer))
            return answer;

        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        secrets.Hear(request, answer, body);
        if (!ApiContract.Covers(request.RequestUri!))
            return answer;

        var wrong = ApiContract.Current.Differences(request, sent, answer, body)
            .Concat(Leaks.In($"{answer.Headers}{answer.Content.Headers}{Encoding.UTF8.GetString(body)}", request.Headers.Authorization?.Parameter)).ToList();
        Assert.True(wrong.Count == 0,
            $"{request.Method} {request.RequestUri} answered {(int)answer.StatusCode}, which breaks the contract: {string.Join("; ", wrong)}\n{Encoding.UTF8.GetString(body)}");
        return answer;
    }

    private static SocketsHttpHandler NewHandler() =>
        new() { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => LoopbackCertificate.Is(shown) } };

    private static bool IsEndless(HttpResponseMessage answer) => answer.Content.Headers.ContentType?.MediaType == "text/event-stream";

    private static bool IsPreflight(HttpRequestMessage request) =>
        request.Method == HttpMethod.Options && request.Headers.Contains("Access-Control-Request-Method");
}
