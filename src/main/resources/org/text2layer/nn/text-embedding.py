# transformers' CLIPTextEmbeddings: a vector a token and a vector a position.
n = torch.size(x, 1)
h = torch.embedding(token_embedding_weight, torch.to(x, 4))
return h + torch.slice(position_embedding_weight, 0, 0, n)
