# transformers' CLIPVisionEmbeddings: the class vector, a vector a patch, and one a position.
h = self.tokens(torch.conv2d(x, patch_embedding_weight, None, [PATCH, PATCH]))
c = torch.expand(torch.reshape(class_embedding, [1, 1, -1]), [torch.size(x, 0), 1, -1])
return torch.cat([c, h], 1) + position_embedding_weight
