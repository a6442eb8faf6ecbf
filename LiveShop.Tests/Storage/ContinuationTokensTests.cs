using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage;

public class ContinuationTokensTests
{
    [Theory]
    [InlineData("p42")]
    [InlineData("{\"token\":\"+RID:~abc==#RT:1\"}")]
    [InlineData("größe 😀")]
    public void Continuation_token_is_decoded_to_the_stores_token(string token)
    {
        var wrapped = ContinuationTokens.Wrap("products?search=mug", token)!;

        Assert.Matches("^[A-Za-z0-9_-]+$", wrapped);
        Assert.Equal(token, ContinuationTokens.Unwrap("products?search=mug", wrapped));
    }

    [Fact]
    public void Missing_token_stays_null()
    {
        Assert.Null(ContinuationTokens.Wrap("products", null));
        Assert.Null(ContinuationTokens.Unwrap("products", null));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("p42")]
    [InlineData("====")]
    [InlineData("AAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAA")]
    [InlineData("größe")]
    [InlineData("{\"token\":1}")]
    public void Forged_continuation_token_is_refused(string text) =>
        Assert.Throws<InvalidContinuationTokenException>(() => ContinuationTokens.Unwrap("products", text));

    [Fact]
    public void A_token_of_another_query_is_refused()
    {
        var token = ContinuationTokens.Wrap("livestreams?status=live", "abc");

        Assert.Throws<InvalidContinuationTokenException>(() => ContinuationTokens.Unwrap("livestreams?status=ended", token));
    }

    [Fact]
    public void A_token_with_any_character_changed_is_refused()
    {
        var token = ContinuationTokens.Wrap("products", "p42")!;

        for (var i = 0; i < token.Length - 1; i++)
        {
            var changed = string.Concat(token.AsSpan(0, i), token[i] == 'A' ? "B" : "A", token.AsSpan(i + 1));
            Assert.Throws<InvalidContinuationTokenException>(() => ContinuationTokens.Unwrap("products", changed));
        }
    }
}
