using FsCheck;
using FsCheck.Fluent;
using LiveShop.Core.Storage;
using Xunit.Abstractions;

namespace LiveShop.Tests.Storage;

public class ContinuationTokenProperties(ITestOutputHelper output)
{
    private static readonly Gen<char> Characters = Gen.Elements("abcXYZ019-_=+/ \n\t\0éﬀ漢".ToCharArray());

    [Fact]
    public void Continuation_token_is_accepted_for_its_own_query_only() => Properties.Hold(Texts(1, 40).Two().ToArbitrary(), 500, output, texts =>
    {
        var (query, token) = texts;
        var wrapped = ContinuationTokens.Wrap(query, token);

        Assert.Equal(token, ContinuationTokens.Unwrap(query, wrapped));
        Assert.Throws<InvalidContinuationTokenException>(() => ContinuationTokens.Unwrap(query + "x", wrapped));
    });

    [Fact]
    public void Text_that_is_no_continuation_token_is_refused() => Properties.Hold(Texts(0, 60).ToArbitrary(), 3000, output, text =>
        Assert.Throws<InvalidContinuationTokenException>(() => ContinuationTokens.Unwrap("products", text)));

    private static Gen<string> Texts(int minLength, int maxLength) =>
        Gen.Choose(minLength, maxLength).SelectMany(length => Characters.ArrayOf(length)).Select(characters => new string(characters));
}
